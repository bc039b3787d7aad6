"""How the services are doing: incidents, the state of each module, history, machine-readable forms."""
