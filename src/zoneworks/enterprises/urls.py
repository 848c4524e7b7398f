from django.urls import path

from zoneworks.enterprises.views import classes, doubles, editing, enterprise, readers, records, register, scale

app_name = "enterprises"
urlpatterns = [
    path("", register.register, name="register"),
    path("enterprises.xlsx", register.workbook, name="workbook"),
    path("new/", editing.new, name="new"),
    path("scale/", scale.scale, name="scale"),
    path("duplicates/", doubles.doubles, name="doubles"),
    path("classes/", classes.classes, name="classes"),
    path("classes/propose/", classes.propose, name="propose-classes"),
    path("classes/confirm/", classes.confirm, name="confirm-classes"),
    path("<int:pk>/", enterprise.enterprise, name="enterprise"),
    path("<int:pk>/change/", editing.change, name="change"),
    path("<int:pk>/name/", editing.rename, name="rename"),
    path("<int:pk>/figures/", editing.record, name="record"),
    path("<int:pk>/figures/all/", records.records, name="records"),
    path("<int:pk>/figures/<int:key>/withdraw/", records.withdraw, name="withdraw"),
    path("<int:pk>/figures/settle/", enterprise.settle_facts, name="settle-facts"),
    path("<int:pk>/class/", enterprise.choose_class, name="choose-class"),
    path("<int:pk>/class/propose/", classes.propose_one, name="propose-class"),
    path("<int:pk>/roles/", enterprise.give_role, name="give-role"),
    path("<int:pk>/roles/<int:key>/end/", enterprise.end_role, name="end-role"),
    path("<int:pk>/scale/enter/", enterprise.enter_scale, name="enter-scale"),
    path("<int:pk>/scale/leave/", enterprise.leave_scale, name="leave-scale"),
    path("<int:pk>/readers/", readers.readers, name="readers"),
    path("<int:pk>/readers/name/", readers.name_reader, name="name-reader"),
    path("<int:pk>/readers/remove/", readers.remove_reader, name="remove-reader"),
    path("<int:pk>/confidential/", readers.confide, name="set-confidential"),
    path("<int:pk>/merge/<int:other>/", doubles.merge, name="merge"),
    path("<int:pk>/apart/<int:other>/", doubles.tell_apart, name="tell-apart"),
    path("<int:pk>/apart/<int:other>/back/", doubles.take_answer_back, name="take-answer-back"),
    path("<int:pk>/merges/<int:key>/undo/", doubles.undo_merge, name="undo-merge"),
]
