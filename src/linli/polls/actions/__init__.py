"""What people do with residents' polls, each act whole."""
