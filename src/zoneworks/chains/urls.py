from django.urls import path

from zoneworks.chains.views import bench, gaps, listing, maps, people, placements, targets, versions

app_name = "chains"
urlpatterns = [
    path("", listing.chain_list, name="list"),
    path("shipped/", listing.load_shipped, name="load-shipped"),
    path("<int:pk>/", maps.chain_map, name="map"),
    path("<int:pk>/nodes.xlsx", maps.workbook, name="map-workbook"),
    path("<int:pk>/enterprises.xlsx", maps.roster, name="roster-workbook"),
    path("<int:pk>/bench/", bench.bench, name="bench"),
    path("<int:pk>/gaps/", gaps.gaps, name="gaps"),
    path("<int:pk>/gaps.xlsx", gaps.workbook, name="gaps-workbook"),
    path("<int:pk>/find-gaps/", gaps.find, name="find-gaps"),
    path("<int:pk>/placements/", placements.placements, name="placements"),
    path("<int:pk>/placements/propose/", placements.propose, name="propose"),
    path("<int:pk>/placements/decide/", placements.decide, name="decide-placements"),
    path("<int:pk>/placements/new/", placements.place, name="place"),
    path("<int:pk>/people/", people.people, name="people"),
    path("<int:pk>/people/<int:role>/end/", people.end_role, name="end-role"),
    path("<int:pk>/artefacts/<slug:kind>/", people.artefact, name="artefact"),
    path("<int:pk>/files/<int:file>/", people.artefact_file, name="artefact-file"),
    path("<int:pk>/versions/", versions.versions, name="versions"),
    path("<int:pk>/versions/<int:number>/", versions.version, name="version"),
    path("<int:pk>/versions/<int:number>/chain.xlsx", versions.workbook, name="version-workbook"),
    path("<int:pk>/versions/<int:number>/in-force/", versions.put_in_force, name="put-in-force"),
    path("<int:pk>/versions/<int:number>/discard/", versions.discard, name="discard-version"),
    path("gaps/<int:pk>/", gaps.gap, name="gap"),
    path("gaps/<int:pk>/take/", gaps.take, name="take-gap"),
    path("gaps/<int:pk>/note/", gaps.note, name="note-gap"),
    path("gaps/<int:pk>/block/", gaps.block, name="block-gap"),
    path("gaps/<int:pk>/blockages/<int:blockage>/lift/", gaps.lift, name="lift-blockage"),
    path("gaps/<int:pk>/targets.xlsx", targets.workbook, name="targets-workbook"),
    path("gaps/<int:pk>/targets/<int:enterprise>/", targets.mark, name="mark-target"),
    path("placements/<int:pk>/", placements.change, name="change-placement"),
    path("placements/<int:pk>/end/", placements.end, name="end-placement"),
]
