"""The merge of a release with a learner's collection; of Anki it needs the engine alone."""
