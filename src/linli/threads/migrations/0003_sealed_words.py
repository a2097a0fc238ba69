"""Words of posts and notes of verdicts rest sealed, like all other words that people write."""

from django.db import migrations, models

from linli.identity.vault import vault

#: Model, plain column, sealed column, and in whose number it is sealed.
COLUMNS = (
    ("Post", "text", "words", "author_id"),
    ("Revision", "text", "words", "post_id"),
    ("Verdict", "note", "remark", "by_id"),
)


def seal(apps, _editor):
    for model, plain, sealed, number in COLUMNS:
        rows = apps.get_model("threads", model)
        label = f"{rows._meta.db_table}.{sealed}"
        for row in rows._base_manager.exclude(**{plain: ""}).iterator():
            text = vault().seal(getattr(row, plain), field=label, person=getattr(row, number))
            rows._base_manager.filter(pk=row.pk).update(**{sealed: text, plain: ""})


def unseal(apps, _editor):
    for model, plain, sealed, number in COLUMNS:
        rows = apps.get_model("threads", model)
        label = f"{rows._meta.db_table}.{sealed}"
        for row in rows._base_manager.exclude(**{sealed: None}).iterator():
            box, person = bytes(getattr(row, sealed)), getattr(row, number)
            text = vault().open(box, field=label, person=person)
            rows._base_manager.filter(pk=row.pk).update(**{plain: text})


class Migration(migrations.Migration):
    dependencies = [("threads", "0002_appeals")]

    operations = [
        migrations.AddField("post", "words", models.BinaryField(null=True)),
        migrations.AddField("revision", "words", models.BinaryField(null=True)),
        migrations.AddField("verdict", "remark", models.BinaryField(null=True)),
        migrations.AlterField("post", "text", models.TextField(default="")),
        migrations.AlterField("revision", "text", models.TextField(default="")),
        migrations.AlterField("verdict", "note", models.CharField(max_length=300, default="")),
        migrations.RunPython(seal, unseal),
        migrations.RemoveField("post", "text"),
        migrations.RemoveField("revision", "text"),
        migrations.RemoveField("verdict", "note"),
    ]
