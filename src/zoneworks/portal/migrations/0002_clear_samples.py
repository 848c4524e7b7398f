"""Wagtail's first migrations leave a sample page, groups and a workflow of their own; a zone's portal uses none of them.

Only what nobody has touched goes: an installation that already has pages keeps everything.
"""

from django.db import migrations

SAMPLE_GROUPS = ("Editors", "Moderators")


def clear_samples(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    samples = Page.objects.filter(depth=2, url_path="/home/", title="Welcome to your new Wagtail site!")
    if Page.objects.exclude(depth=1).exclude(pk__in=samples.values("pk")).exists():
        return
    apps.get_model("wagtailcore", "Site").objects.filter(root_page__in=samples).delete()
    samples.delete()
    Page.objects.filter(depth=1).update(numchild=0)
    Workflow = apps.get_model("wagtailcore", "Workflow")
    Task = apps.get_model("wagtailcore", "Task")
    for model in ("WorkflowPage", "WorkflowTask"):
        apps.get_model("wagtailcore", model).objects.all().delete()
    apps.get_model("wagtailcore", "GroupApprovalTask").objects.all().delete()
    Task.objects.all().delete()
    Workflow.objects.all().delete()
    apps.get_model("auth", "Group").objects.filter(name__in=SAMPLE_GROUPS, user=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(clear_samples, migrations.RunPython.noop)]
