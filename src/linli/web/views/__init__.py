"""Pages that put the modules together: home, me, public, work, acting, enter."""
