"""The people of the desk."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from ..fields import LineField


class User(AbstractUser):
    """A person who signs in; what they may do comes from their roles alone."""

    demo = models.BooleanField(
        "演示用户", default=False, help_text="密码会打印在屏幕上，只许在本机演示时登录。"
    )

    class Meta:
        verbose_name = verbose_name_plural = "用户"

    def __str__(self):
        return self.get_full_name() or self.username

    def get_full_name(self):
        """Family name first, without a blank."""
        return f"{self.last_name}{self.first_name}".strip()


class SavedFilterManager(models.Manager):
    MOST = 20

    def keep(self, user, name: str, query: str) -> str:
        """Keeps a query of the list under a name, in place of an earlier one of that name.

        Returns a sentence for the person where it was not kept, else "".
        """
        name = self.model._meta.get_field("name").clean_text(name)
        if not name or not query:
            return "请先筛选，再给筛选起个名字。"
        if len(name) > self.model.LONGEST or len(query) > self.model.LONGEST_QUERY:
            return f"名字最多{self.model.LONGEST}个字，搜索的词也请短一些。"
        others = self.filter(user=user).exclude(name=name)
        if others.count() >= self.MOST:
            return f"最多保存{self.MOST}个筛选，请先删去不用的。"
        self.update_or_create(user=user, name=name, defaults={"query": query})
        return ""


class SavedFilter(models.Model):
    """A filter of the list of notices that one person keeps under a name."""

    LONGEST, LONGEST_QUERY = 20, 1000

    user = models.ForeignKey(User, models.CASCADE, related_name="saved_filters")
    name = LineField("名称", max_length=LONGEST)
    query = models.CharField("筛选", max_length=LONGEST_QUERY)

    objects = SavedFilterManager()

    class Meta:
        verbose_name = verbose_name_plural = "保存的筛选"
        ordering = ["name"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="filter_name_once")]

    def __str__(self):
        return self.name
