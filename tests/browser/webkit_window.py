"""Pages in WebKitGTK, measured: run by Debian's own Python, which has the bindings.

Standard input has a JSON list of `[address, width, height, script]`; standard output gets the list
of what the scripts return, each the body of an asynchronous function that is run when its page has
loaded. It needs a display.
"""

import json
import sys
from typing import Any

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402 - the versions have to be chosen before


def main() -> None:
    """Measure page after page."""
    pages = json.load(sys.stdin)
    found: list[Any] = []
    window = Gtk.OffscreenWindow()
    view = WebKit2.WebView()
    view.get_settings().set_allow_file_access_from_file_urls(True)
    window.add(view)

    def load_next() -> None:
        if len(found) == len(pages):
            Gtk.main_quit()
            return
        address, width, height, _ = pages[len(found)]
        window.set_default_size(width, height)
        view.set_size_request(width, height)
        window.show_all()
        view.load_uri(address)

    def on_load(_: object, event: WebKit2.LoadEvent) -> None:
        if event == WebKit2.LoadEvent.FINISHED:
            script = pages[len(found)][3]
            view.call_async_javascript_function(script, -1, None, None, None, None, on_result)

    def on_result(_: object, result: object) -> None:
        try:
            found.append(json.loads(view.call_async_javascript_function_finish(result).to_json(0)))
        except BaseException:
            Gtk.main_quit()
            raise
        load_next()

    view.connect("load-changed", on_load)
    load_next()
    Gtk.main()
    json.dump(found, sys.stdout)


main()
