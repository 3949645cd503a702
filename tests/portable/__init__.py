"""What has to be the same on every system, held on one."""
