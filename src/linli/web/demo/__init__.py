"""The demo district: streets, seven pilot communities, people in every role. All invented."""
