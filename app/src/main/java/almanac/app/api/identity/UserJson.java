package almanac.app.api.identity;

import almanac.user.Role;
import almanac.user.UserSummary;
import almanac.user.UserView;
import java.util.Comparator;
import java.util.Locale;

/** Renders users. */
final class UserJson {

    private UserJson() {}

    static IdentityJson.User of(UserView view) {
        var profile = view.profile();
        return new IdentityJson.User(
                view.id().value(),
                profile.username(),
                profile.email(),
                profile.firstName().orElse(null),
                profile.lastName().orElse(null),
                word(view.roles().stream().max(Comparator.naturalOrder()).orElse(Role.USER)),
                view.roles().stream().sorted().map(UserJson::word).toList(),
                profile.themeColor().orElse(null),
                profile.zone().getId(),
                profile.timeFormat().orElse(null),
                profile.weekStartDay().orElse(null),
                profile.eventLabels(),
                true,
                view.createdAt().toString(),
                view.updatedAt().toString());
    }

    static IdentityJson.Person of(UserSummary person) {
        return new IdentityJson.Person(
                person.id().value(),
                person.username(),
                null,
                person.firstName().orElse(null),
                person.lastName().orElse(null));
    }

    /** For whoever knows the address already. */
    static IdentityJson.Person withAddress(UserView view) {
        var profile = view.profile();
        return new IdentityJson.Person(
                view.id().value(),
                profile.username(),
                profile.email(),
                profile.firstName().orElse(null),
                profile.lastName().orElse(null));
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
