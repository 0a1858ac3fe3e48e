package almanac.sync.microsoft;

import almanac.entry.Answer;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import com.microsoft.graph.users.item.calendars.item.events.item.EventItemRequestBuilder;
import com.microsoft.graph.users.item.calendars.item.events.item.accept.AcceptPostRequestBody;
import com.microsoft.graph.users.item.calendars.item.events.item.decline.DeclinePostRequestBody;
import com.microsoft.graph.users.item.calendars.item.events.item.tentativelyaccept.TentativelyAcceptPostRequestBody;
import java.util.Optional;

/**
 * Answers to invitations. The organizer gets to know, since that is what an answer is for, unless
 * he asked for none: Graph then refuses to send one, and what would be told with it.
 */
final class MicrosoftAnswers {

    private MicrosoftAnswers() {}

    /**
     * @param wanted whether the organizer asked for answers
     */
    static void post(EventItemRequestBuilder event, Answer answer, boolean wanted) {
        var comment = Optional.of(answer.comment().orElse("")).filter(any -> wanted);
        switch (answer.response()) {
            case ACCEPTED -> {
                var body = new AcceptPostRequestBody();
                comment.ifPresent(body::setComment);
                body.setSendResponse(wanted);
                event.accept().post(body, request -> MicrosoftCalls.prefer(request.headers));
            }
            case TENTATIVE -> {
                var body = new TentativelyAcceptPostRequestBody();
                comment.ifPresent(body::setComment);
                body.setSendResponse(wanted);
                event.tentativelyAccept()
                        .post(body, request -> MicrosoftCalls.prefer(request.headers));
            }
            case DECLINED -> {
                var body = new DeclinePostRequestBody();
                comment.ifPresent(body::setComment);
                body.setSendResponse(wanted);
                event.decline().post(body, request -> MicrosoftCalls.prefer(request.headers));
            }
            case NEEDS_ACTION, DELEGATED ->
                    throw new ProviderFailed(
                            new ProviderFailure.Unsupported(
                                    "Outlook cannot take an answer back or delegate it"));
        }
    }
}
