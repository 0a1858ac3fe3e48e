package almanac.app.api.identity;

import almanac.app.security.Accounts;
import almanac.app.security.Profiles;
import almanac.app.web.Caller;
import almanac.app.web.Commands;
import almanac.app.web.Patch;
import almanac.app.web.Queries;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserCommand;
import almanac.user.UserQuery;
import almanac.user.UserSummary;
import almanac.user.UserView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own profile, and finding others to share with (contract.md 8.1). */
@RestController
@Tag(name = "Users")
final class ProfileController {

    private static final Set<String> TIME_FORMATS = Set.of("12h", "24h");
    private static final int MOST_LABELS = 50;
    private static final int MOST_FOUND = 20;

    private final Commands commands;
    private final Queries queries;
    private final Profiles profiles;
    private final Accounts accounts;

    ProfileController(Commands commands, Queries queries, Profiles profiles, Accounts accounts) {
        this.commands = commands;
        this.queries = queries;
        this.profiles = profiles;
        this.accounts = accounts;
    }

    @Operation(summary = "The caller")
    @GetMapping({"/api/auth/profile", "/api/users/me", "/api/user/profile"})
    IdentityJson.User me(Caller caller) {
        return queries.find(new UserQuery.UserById(caller.user()), UserView.class)
                .map(UserJson::of)
                .orElseThrow(() ->
                        new Rejected(new Rejection.NotFound("User", caller.user().toString())));
    }

    @Operation(
            summary = "Change the profile",
            description =
                    "Absent keeps, null clears. timezone is an IANA name and reads the times that"
                            + " the caller's clients send; timeFormat is 12h or 24h; weekStartDay is"
                            + " 0 (Sunday) to 6.")
    @PatchMapping("/api/user/profile")
    IdentityJson.User change(Caller caller, @RequestBody IdentityJson.ProfilePatch body) {
        commands.<Object>send(
                caller.actor(),
                new UserCommand.ChangeProfile(
                        caller.user(),
                        body.firstName().map(v -> Check.text("firstName", v, 1, 80)).change(),
                        body.lastName().map(v -> Check.text("lastName", v, 1, 80)).change(),
                        zone(body.timezone()),
                        body.timeFormat().map(ProfileController::timeFormat).change(),
                        body.weekStartDay()
                                .map(day -> Check.range("weekStartDay", day, 0, 6))
                                .change(),
                        body.themeColor().map(ProfileController::color).change(),
                        labels(body.eventLabels())));
        profiles.forget(caller.user());
        return me(caller);
    }

    @Operation(
            summary = "Find users",
            description =
                    "At most 20 whose username or name begins with the text, and first whoever has"
                            + " it as their email address, whole. email is null but for them: an"
                            + " address is shown to whoever knows it. search has 1 to 80"
                            + " characters.")
    @GetMapping("/api/users")
    List<IdentityJson.Person> search(Caller caller, @RequestParam String search) {
        var text = Check.text("search", search, 1, 80);
        var addressed =
                accounts.ofAddress(text)
                        .flatMap(user -> queries.find(new UserQuery.UserById(user), UserView.class))
                        .map(UserJson::withAddress);
        var named =
                queries.list(new UserQuery.UsersMatching(text), UserSummary.class).stream()
                        .map(UserJson::of)
                        .filter(person -> addressed.filter(it -> it.id() == person.id()).isEmpty());
        return Stream.concat(addressed.stream(), named).limit(MOST_FOUND).toList();
    }

    private static Optional<ZoneId> zone(Patch<String> sent) {
        return sent.map(Check::zone).change().map(zone -> orRefuse("timezone", zone));
    }

    private static Optional<List<String>> labels(Patch<List<String>> sent) {
        UnaryOperator<List<String>> checked =
                labels -> {
                    Check.range("eventLabels", labels.size(), 0, MOST_LABELS);
                    return labels.stream().map(l -> Check.text("eventLabels", l, 1, 64)).toList();
                };
        return sent.map(checked).change().map(labels -> labels.orElse(List.of()));
    }

    private static <T> T orRefuse(String field, Optional<T> value) {
        return value.orElseThrow(() -> Rejected.invalid(field, field + " must not be null"));
    }

    private static String timeFormat(String format) {
        if (!TIME_FORMATS.contains(format)) {
            throw Rejected.invalid("timeFormat", "timeFormat must be 12h or 24h");
        }
        return format;
    }

    private static String color(String color) {
        if (!color.matches("#[0-9a-fA-F]{6}")) {
            throw Rejected.invalid("themeColor", "themeColor must be a color such as #3b82f6");
        }
        return color;
    }
}
