class TargetList:
    def __init__(self, page, gap):
        self.rows = []
