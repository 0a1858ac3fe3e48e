package almanac.sync.microsoft;

import almanac.entry.Answer;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import com.microsoft.graph.users.item.calendars.item.events.item.EventItemRequestBuilder;
import com.microsoft.graph.users.item.calendars.item.events.item.accept.AcceptPostRequestBody;
import com.microsoft.graph.users.item.calendars.item.events.item.decline.DeclinePostRequestBody;
import com.microsoft.graph.users.item.calendars.item.events.item.tentativelyaccept.TentativelyAcceptPostRequestBody;

/** Answers to invitations; the organizer gets to know, since that is what an answer is for. */
final class MicrosoftAnswers {

    private MicrosoftAnswers() {}

    static void post(EventItemRequestBuilder event, Answer answer) {
        var comment = answer.comment().orElse("");
        switch (answer.response()) {
            case ACCEPTED -> {
                var body = new AcceptPostRequestBody();
                body.setComment(comment);
                body.setSendResponse(true);
                event.accept().post(body, request -> MicrosoftCalls.prefer(request.headers));
            }
            case TENTATIVE -> {
                var body = new TentativelyAcceptPostRequestBody();
                body.setComment(comment);
                body.setSendResponse(true);
                event.tentativelyAccept()
                        .post(body, request -> MicrosoftCalls.prefer(request.headers));
            }
            case DECLINED -> {
                var body = new DeclinePostRequestBody();
                body.setComment(comment);
                body.setSendResponse(true);
                event.decline().post(body, request -> MicrosoftCalls.prefer(request.headers));
            }
            case NEEDS_ACTION, DELEGATED ->
                    throw new ProviderFailed(
                            new ProviderFailure.Unsupported(
                                    "Outlook cannot take an answer back or delegate it"));
        }
    }
}
