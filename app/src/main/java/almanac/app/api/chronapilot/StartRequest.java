package almanac.app.api.chronapilot;

import almanac.app.connection.Frontend;
import almanac.app.error.Failure.Kind;
import almanac.app.error.Refusal;
import almanac.app.web.Patch;
import almanac.connection.ProviderKind;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import java.net.URI;
import java.util.List;

/** What a start asks for, checked. */
record StartRequest(ProviderKind provider, URI returnUrl, List<String> scopes) {

    private static final int MOST_SCOPES = 50;

    /**
     * @throws Rejected with Invalid for what is missing or wrong
     * @throws Refusal for another user than the caller
     */
    static StartRequest of(StartBody body, UserId caller, Frontend frontend) {
        var provider = provider(required("provider", body.provider()));
        requireSelf(required("user_id", body.userId()), caller);
        var target = target(required("return_url", body.returnUrl()), frontend);
        return new StartRequest(provider, target, scopes(body.scopes()));
    }

    static ProviderKind provider(String word) {
        return ProviderKind.of(word)
                .orElseThrow(() ->
                        wrong("provider", "provider must be google, microsoft or icloud", word));
    }

    private static void requireSelf(String sent, UserId caller) {
        var user =
                PilotIds.user(sent)
                        .orElseThrow(() -> wrong("user_id", "user_id must name a user", sent));
        if (!user.equals(caller)) {
            throw new Refusal(
                    Kind.FORBIDDEN, "The credentials do not allow to connect for this user.");
        }
    }

    private static URI target(String sent, Frontend frontend) {
        return frontend.returnTo(sent)
                .orElseThrow(() ->
                        wrong(
                                "return_url",
                                "return_url must be an address on an allowed origin, without"
                                        + " credentials and fragment",
                                sent));
    }

    private static List<String> scopes(Patch<List<String>> sent) {
        var scopes = sent.present().orElse(List.of());
        if (scopes.size() > MOST_SCOPES
                || scopes.stream().anyMatch(scope -> scope == null || scope.isBlank())) {
            throw Rejected.invalid("scopes", "scopes must be an array of words");
        }
        return List.copyOf(scopes);
    }

    private static String required(String field, Patch<String> sent) {
        return sent.present()
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> Rejected.invalid(field, field + " is required"));
    }

    static Rejected wrong(String field, String message, String sent) {
        return new Rejected(new Rejection.Invalid(field, message, sent));
    }
}
