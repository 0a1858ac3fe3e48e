package almanac.app.api.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Calendars and their shares (contract 8.1). */
final class CalendarsTest {

    private static final String CALENDARS = "/api/calendars";

    private Person ada = Person.at(AlmanacServer.shared(), "cal");
    private Person eve = ada;

    @BeforeEach
    void register() {
        eve = Person.at(AlmanacServer.shared(), "eve");
    }

    private JsonNode calendar(String name) {
        return ada.created(CALENDARS, Map.of("name", name));
    }

    private static String path(JsonNode calendar) {
        return CALENDARS + "/" + calendar.get("id").asLong();
    }

    private static void refused(Answer answer, String field) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/error/details/fields/0/field")).isEqualTo(field);
    }

    @Test
    void a_new_calendar_has_every_field_and_the_documented_defaults() {
        var calendar = calendar(" Family ");

        assertThat(List.copyOf(calendar.propertyNames()))
                .contains(
                        "id",
                        "name",
                        "description",
                        "color",
                        "icon",
                        "visibility",
                        "isActive",
                        "owner",
                        "sharedWith",
                        "groupId",
                        "group",
                        "rank",
                        "createdAt",
                        "updatedAt");
        assertThat(calendar.get("name").asString()).isEqualTo("Family");
        assertThat(calendar.get("description").isNull()).isTrue();
        assertThat(calendar.get("color").asString()).isEqualTo("#3b82f6");
        assertThat(calendar.get("icon").isNull()).isTrue();
        assertThat(calendar.get("visibility").asString()).isEqualTo("private");
        assertThat(calendar.get("isActive").asBoolean()).isTrue();
        assertThat(calendar.get("isDefault").asBoolean()).isFalse();
        assertThat(calendar.get("rank").asInt()).isZero();
        assertThat(calendar.get("sharedWith").size()).isZero();
        assertThat(List.copyOf(calendar.get("owner").propertyNames()))
                .containsExactlyInAnyOrder("id", "username", "firstName", "lastName");
        assertThat(ada.get(path(calendar)).json()).isEqualTo(calendar);
    }

    @Test
    void everybody_begins_with_a_default_calendar_that_cannot_be_deleted() {
        var own = ada.list(CALENDARS);
        assertThat(own).hasSize(1);
        assertThat(own.getFirst().get("isDefault").asBoolean()).isTrue();
        assertThat(ada.delete(path(own.getFirst())).status()).isEqualTo(409);
    }

    @Test
    void the_list_is_by_rank_then_name_then_id() {
        ada.patch(CALENDARS + "/" + ada.calendar(), Map.of("rank", -1));
        for (var name : List.of("b", "a", "a")) {
            calendar(name);
        }
        ada.created(CALENDARS, Map.of("name", "z", "rank", 5));
        var list = ada.list(CALENDARS);
        assertThat(list.stream().limit(4).map(c -> c.get("name").asString()))
                .containsExactly("z", "a", "a", "b");
        assertThat(list.get(1).get("id").asLong()).isLessThan(list.get(2).get("id").asLong());
        assertThat(list.getLast().get("id").asLong()).isEqualTo(ada.calendar());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"name":7}                          | name
                    {"name":""}                         | name
                    {"name":"  "}                       | name
                    {"name":null}                       | name
                    {"name":"n","color":"blue"}         | color
                    {"name":"n","color":"#12345"}       | color
                    {"name":"n","color":7}              | color
                    {"name":"n","visibility":"secret"}  | visibility
                    {"name":"n","visibility":"PUBLIC"}  | visibility
                    {"name":"n","rank":"1"}             | rank
                    {"name":"n","rank":1.5}             | rank
                    {"name":"n","icon":"12345678901"}   | icon
                    {"name":"n","description":1}        | description
                    """)
    void a_wrong_field_is_refused_by_name(String body, String field) {
        refused(ada.post(CALENDARS, body), field);
        refused(ada.patch(CALENDARS + "/" + ada.calendar(), body), field);
    }

    @Test
    void the_longest_values_are_taken_and_one_more_is_refused() {
        var emoji = "\uD83D\uDCC5";
        var calendar =
                ada.created(
                        CALENDARS,
                        Map.of(
                                "name", emoji.repeat(200),
                                "description", "d".repeat(500),
                                "icon", emoji.repeat(10)));
        assertThat(calendar.get("name").asString()).isEqualTo(emoji.repeat(200));
        refused(ada.post(CALENDARS, Map.of("name", "n".repeat(201))), "name");
        refused(
                ada.post(CALENDARS, Map.of("name", "n", "description", "d".repeat(501))),
                "description");
        refused(ada.post(CALENDARS, "{}"), "name");
    }

    @Test
    void a_change_keeps_what_is_not_sent_and_null_clears() {
        var calendar =
                ada.created(
                        CALENDARS, Map.of("name", "n", "description", "d", "icon", "i", "rank", 3));
        var changed = ada.patch(path(calendar), "{\"icon\":null,\"visibility\":\"public\"}").json();
        assertThat(changed.get("icon").isNull()).isTrue();
        assertThat(changed.get("visibility").asString()).isEqualTo("public");
        assertThat(changed.get("description").asString()).isEqualTo("d");
        assertThat(changed.get("rank").asInt()).isEqualTo(3);
    }

    @Test
    void a_deleted_calendar_is_gone_for_everybody() {
        var calendar = calendar("n");
        ada.share(calendar.get("id").asLong(), eve, "write");
        assertThat(ada.delete(path(calendar)).status()).isEqualTo(200);
        assertThat(ada.get(path(calendar)).status()).isEqualTo(404);
        assertThat(eve.get(path(calendar)).status()).isEqualTo(404);
        assertThat(eve.list(CALENDARS)).hasSize(1);
        assertThat(ada.patch(path(calendar), "{\"name\":\"x\"}").status()).isEqualTo(404);
        assertThat(ada.delete(path(calendar)).status()).isEqualTo(404);
    }

    @Test
    void a_share_shows_the_calendar_and_a_second_one_replaces_it() {
        var calendar = calendar("n");
        var id = calendar.get("id").asLong();
        ada.share(id, eve, "read");
        assertThat(eve.list(CALENDARS)).extracting(c -> c.get("id").asLong()).contains(id);
        assertThat(eve.get(path(calendar)).at("/permission")).isEqualTo("read");

        ada.share(id, eve, "admin");
        var users = ada.list(path(calendar) + "/shared-users");
        assertThat(users).hasSize(1);
        assertThat(users.getFirst().get("permission").asString()).isEqualTo("admin");
        assertThat(List.copyOf(users.getFirst().get("user").propertyNames()))
                .containsExactlyInAnyOrder("id", "username", "firstName", "lastName");
        assertThat(ada.get(path(calendar)).json().get("sharedWith").size()).isEqualTo(1);

        var gone =
                ada.send(
                        "DELETE",
                        path(calendar) + "/share",
                        Map.of("userIds", List.of(eve.user().id())),
                        Map.of());
        assertThat(gone.status()).isEqualTo(200);
        assertThat(ada.list(path(calendar) + "/shared-users")).isEmpty();
        assertThat(eve.get(path(calendar)).status()).isEqualTo(403);
    }

    @Test
    void a_share_that_makes_no_sense_is_refused_by_name() {
        var share = path(calendar("n")) + "/share";
        var eveId = eve.user().id();
        refused(ada.post(share, "{}"), "userIds");
        refused(ada.post(share, Map.of("userIds", List.of())), "userIds");
        refused(ada.post(share, Map.of("userIds", List.of("1"))), "userIds[0]");
        refused(ada.post(share, Map.of("userIds", List.of(-1))), "userIds");
        refused(ada.post(share, "{\"userIds\":[null]}"), "userIds");
        refused(ada.post(share, Map.of("userIds", eveId)), "userIds");
        refused(
                ada.post(share, Map.of("userIds", LongStream.rangeClosed(1, 101).boxed().toList())),
                "userIds");
        refused(ada.post(share, Map.of("userIds", List.of(ada.user().id()))), "userIds");
        refused(
                ada.post(share, Map.of("userIds", List.of(eveId), "permission", "owner")),
                "permission");
        refused(
                ada.post(share, Map.of("userIds", List.of(eveId), "permission", "READ")),
                "permission");
        assertThat(ada.post(share, Map.of("userIds", List.of(987654321))).status()).isEqualTo(404);
        assertThat(eve.list(CALENDARS)).hasSize(1);
    }
}
