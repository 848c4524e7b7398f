def register(x):
    pass
