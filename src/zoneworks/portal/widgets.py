"""Fields of the editing area that start without a script in the page."""

from __future__ import annotations

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.images.widgets import AdminImageChooser


class PictureChooser(AdminImageChooser):
    """As Wagtail's own, with words for pickers.js instead of a script in the page."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        key = (attrs or {})["id"]
        known = self.get_value_data(value)
        return format_html(
            '{}<template data-picker="picture" data-for="{}" data-config="{}"></template>',
            self.render_html(name, known, attrs),
            key,
            json.dumps(self.get_js_init_options(key, name, known)),
        )
