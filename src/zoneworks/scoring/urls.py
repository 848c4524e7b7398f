from django.urls import path

from zoneworks.scoring.views import appeals, drafts, entries, league, publishing, rulebooks, what_if

app_name = "scoring"
urlpatterns = [
    path("", league.league, name="league"),
    path("preview/<str:period>/", league.preview, name="preview"),
    path("preview/<str:period>/<str:unit>/", league.preview_sheet, name="preview-sheet"),
    path("what-if/", what_if.what_if, name="what-if"),
    path("publish/", publishing.publish, name="publish"),
    path("appeals/", appeals.appeals, name="appeals"),
    path("appeals/<int:pk>/", appeals.appeal, name="appeal"),
    path("appeals/<int:pk>/file/", appeals.appeal_file, name="appeal-file"),
    path("appeals/<int:pk>/withdraw/", appeals.withdraw, name="withdraw-appeal"),
    path("appeals/<int:pk>/decide/", appeals.decide, name="decide-appeal"),
    path("entries/", entries.entries, name="entries"),
    path("entries/<int:pk>/", entries.entry, name="entry"),
    path("entries/<int:pk>/file/", entries.entry_file, name="entry-file"),
    path("entries/<int:pk>/undo/", entries.undo, name="undo-entry"),
    path("entries/enter/<str:period>/", entries.enter, name="enter"),
    path("entries/mark/<str:period>/", entries.mark, name="mark"),
    path("rulebooks/", rulebooks.rulebooks, name="rulebooks"),
    path("rulebooks/draft/", rulebooks.draft, name="draft-rulebook"),
    path("rulebooks/shipped/<str:code>/", rulebooks.shipped, name="shipped-rulebook"),
    path("rulebooks/<int:pk>/", rulebooks.rulebook, name="rulebook"),
    path("rulebooks/<int:pk>/change/", drafts.change, name="change-rulebook"),
    path("rulebooks/<int:pk>/issue/", rulebooks.issue, name="issue-rulebook"),
    path("rulebooks/<int:pk>/discard/", rulebooks.discard, name="discard-rulebook"),
    path("<int:pk>/", league.publication, name="publication"),
    path("<int:pk>/correct/", publishing.republish, name="republish"),
    path("<int:pk>/final/", publishing.finalise, name="finalise"),
    path("<int:pk>/<str:unit>/", league.sheet, name="sheet"),
    path("<int:pk>/<str:unit>/appeal/", appeals.make_appeal, name="make-appeal"),
]
