"""The people of the desk."""

from django.contrib.auth.models import AbstractUser
from django.db import models


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
