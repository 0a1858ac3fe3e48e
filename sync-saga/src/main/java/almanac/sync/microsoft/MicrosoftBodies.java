package almanac.sync.microsoft;

import almanac.sync.microsoft.MicrosoftEntryWriter.Field;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import com.microsoft.graph.models.BodyType;
import com.microsoft.graph.models.Event;
import com.microsoft.graph.models.ItemBody;
import java.util.Optional;

/** Keeps what Teams wrote into an event when its description changes. */
final class MicrosoftBodies {

    private final MicrosoftEvents events;

    MicrosoftBodies(MicrosoftEvents events) {
        this.events = events;
    }

    /** The patch, with a body that an online meeting can still be joined by. */
    Event kept(Event standing, MicrosoftEntryWriter writer) {
        var patch = writer.patch();
        if (!Boolean.TRUE.equals(standing.getIsOnlineMeeting())
                || !writer.fields().contains(Field.DESCRIPTION)) {
            return patch;
        }
        var text =
                Optional.ofNullable(patch.getBody())
                        .flatMap(body -> Optional.ofNullable(body.getContent()))
                        .filter(content -> !content.isEmpty());
        var body = new ItemBody();
        body.setContentType(BodyType.Html);
        body.setContent(
                MicrosoftBody.rewritten(events.html(MicrosoftObject.id(standing)), text)
                        .orElseThrow(() ->
                                new ProviderFailed(
                                        new ProviderFailure.Unsupported(
                                                "the text by which the online meeting is joined"
                                                        + " cannot be told from the description"))));
        patch.setBody(body);
        return patch;
    }
}
