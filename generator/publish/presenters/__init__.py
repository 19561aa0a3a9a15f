"""What each page shows and says: of a story that an editor wrote, and of one that the articles tell alone."""

from generator.model import Story
from generator.publish.options import PublishOptions
from generator.publish.presenters.edited import EditedPresenter
from generator.publish.presenters.presenter import Presenter
from generator.publish.presenters.unedited import UneditedPresenter


def presenter_of(story: Story, options: PublishOptions) -> Presenter:
    """The presenter of a story: the one place that asks whether an editor wrote it."""
    return EditedPresenter(story, options) if story.edited else UneditedPresenter(story, options)
