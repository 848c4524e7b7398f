from django.urls import path

from zoneworks.chains.views import gaps, listing, map

app_name = "chains"
urlpatterns = [
    path("", listing.chain_list, name="list"),
    path("shipped/", listing.load_shipped, name="load-shipped"),
    path("<int:pk>/", map.chain_map, name="map"),
    path("<int:pk>/nodes.xlsx", map.workbook, name="map-workbook"),
    path("<int:pk>/gaps/", gaps.gaps, name="gaps"),
    path("<int:pk>/gaps.xlsx", gaps.workbook, name="gaps-workbook"),
    path("<int:pk>/find-gaps/", gaps.find, name="find-gaps"),
    path("gaps/<int:pk>/", gaps.gap, name="gap"),
    path("gaps/<int:pk>/take/", gaps.take, name="take-gap"),
    path("gaps/<int:pk>/note/", gaps.note, name="note-gap"),
    path("gaps/<int:pk>/block/", gaps.block, name="block-gap"),
    path("gaps/<int:pk>/blockages/<int:blockage>/lift/", gaps.lift, name="lift-blockage"),
]
