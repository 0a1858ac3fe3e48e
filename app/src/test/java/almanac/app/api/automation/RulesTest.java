package almanac.app.api.automation;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import almanac.automation.Field;
import almanac.automation.Operator;
import almanac.automation.Trigger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Creating, listing, reading, replacing and deleting rules. */
final class RulesTest {

    private static final String RULES = "/api/automation/rules";
    private static final AlmanacServer SERVER = AlmanacServer.shared();
    private static final Person ADA = Person.at(SERVER, "ada");
    private static final Person EVE = Person.at(SERVER, "eve");
    private static final List<Map<String, Object>> CANCEL =
            List.of(Map.of("actionType", "cancel_event"));

    private static Map<String, Object> rule(String name) {
        return Map.of("name", name, "triggerType", "event.created", "actions", CANCEL);
    }

    private static Map<String, Object> with(String field, Object value) {
        var body = new HashMap<>(rule("n"));
        body.put(field, value);
        return body;
    }

    private static String path(JsonNode rule) {
        return RULES + "/" + rule.get("id").asLong();
    }

    private static Answer put(Person who, String path, Object body) {
        return who.send("PUT", path, body, Map.of());
    }

    private static void refused(Answer answer, String field) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/error/code")).isEqualTo("VALIDATION_FAILED");
        assertThat(answer.at("/error/details/fields/0/field")).isEqualTo(field);
    }

    private static void missing(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(404);
        assertThat(answer.at("/error/code")).isEqualTo("NOT_FOUND");
        assertThat(answer.at("/message")).isEqualTo("Rule not found");
    }

    private static void denied(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.at("/error/code")).isEqualTo("FORBIDDEN");
        assertThat(answer.at("/message")).isEqualTo("Access denied to this rule");
    }

    @Test
    void the_example_of_the_openapi_document_makes_a_rule_that_is_answered_whole() {
        var rule = ADA.created(RULES, RuleExamples.CREATE);

        assertThat(List.copyOf(rule.propertyNames()))
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "description",
                        "triggerType",
                        "triggerConfig",
                        "isEnabled",
                        "conditionLogic",
                        "conditions",
                        "actions",
                        "lastExecutedAt",
                        "executionCount",
                        "createdById",
                        "createdAt",
                        "updatedAt");
        assertThat(rule.get("name").asString()).isEqualTo("Soccer is green");
        assertThat(rule.get("description").asString()).isEqualTo("Practice and games of the kids");
        assertThat(rule.get("triggerType").asString()).isEqualTo("event.created");
        assertThat(rule.get("triggerConfig").isNull()).isTrue();
        assertThat(rule.get("isEnabled").asBoolean()).isTrue();
        assertThat(rule.get("conditionLogic").asString()).isEqualTo("AND");
        assertThat(rule.get("lastExecutedAt").isNull()).isTrue();
        assertThat(rule.get("executionCount").asInt()).isZero();
        assertThat(rule.get("createdById").asLong()).isEqualTo(ADA.user().id());
        assertThat(rule.at("/conditions/0/field").asString()).isEqualTo("event.title");
        assertThat(rule.at("/conditions/0/operator").asString()).isEqualTo("contains");
        assertThat(rule.at("/conditions/0/value").asString()).isEqualTo("soccer");
        assertThat(rule.at("/conditions/2/value/1").asString()).isEqualTo("SA");
        assertThat(rule.at("/conditions/2/order").asInt()).isEqualTo(2);
        assertThat(rule.at("/actions/1/actionType").asString()).isEqualTo("add_event_tag");
        assertThat(rule.at("/actions/1/actionConfig/tag").asString()).isEqualTo("sport");
        assertThat(ADA.get(path(rule)).json()).isEqualTo(rule);
    }

    @Test
    void every_action_is_answered_as_it_was_sent() {
        var actions =
                List.of(
                        Map.of(
                                "actionType",
                                "set_event_status",
                                "actionConfig",
                                Map.of("status", "tentative")),
                        Map.of(
                                "actionType",
                                "add_event_comment",
                                "actionConfig",
                                Map.of("content", "Hi")),
                        Map.of(
                                "actionType",
                                "update_event_title",
                                "actionConfig",
                                Map.of("title", "T")),
                        Map.of(
                                "actionType",
                                "update_event_description",
                                "actionConfig",
                                Collections.singletonMap("description", null)),
                        Map.of(
                                "actionType",
                                "move_to_calendar",
                                "actionConfig",
                                Map.of("calendarId", ADA.calendar())));
        var rule = ADA.created(RULES, with("actions", actions));
        for (var i = 0; i < actions.size(); i++) {
            var answered = rule.at("/actions/" + i);
            assertThat(answered.get("actionType").asString())
                    .isEqualTo(actions.get(i).get("actionType"));
        }
        assertThat(rule.at("/actions/0/actionConfig/status").asString()).isEqualTo("tentative");
        assertThat(rule.at("/actions/1/actionConfig/content").asString()).isEqualTo("Hi");
        assertThat(rule.at("/actions/2/actionConfig/title").asString()).isEqualTo("T");
        assertThat(rule.at("/actions/3/actionConfig/description").isNull()).isTrue();
        assertThat(rule.at("/actions/4/actionConfig/calendarId").asLong())
                .isEqualTo(ADA.calendar());
    }

    @Test
    void actions_are_done_in_their_order() {
        var actions =
                List.of(
                        Map.of(
                                "actionType",
                                "add_event_tag",
                                "actionConfig",
                                Map.of("tag", "second"),
                                "order",
                                2),
                        Map.of(
                                "actionType",
                                "add_event_tag",
                                "actionConfig",
                                Map.of("tag", "first"),
                                "order",
                                1));
        var rule = ADA.created(RULES, with("actions", actions));
        assertThat(rule.at("/actions/0/actionConfig/tag").asString()).isEqualTo("first");
        assertThat(rule.at("/actions/1/actionConfig/tag").asString()).isEqualTo("second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.deleted",
                "event.starts_in",
                "event.ends_in",
                "relative_time_to_event",
                "scheduled.time",
                "webhook.incoming",
                "EVENT_CREATED",
                ""
            })
    void a_trigger_that_nothing_fires_is_refused_and_those_that_do_are_named(String trigger) {
        var answer = ADA.post(RULES, with("triggerType", trigger));
        refused(answer, "triggerType");
        assertThat(answer.at("/message"))
                .isEqualTo(
                        "triggerType must be one of the following values: event.created,"
                                + " event.updated, calendar.imported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"send_notification", "create_task", "webhook"})
    void an_action_that_nothing_does_is_refused(String type) {
        refused(
                ADA.post(RULES, with("actions", List.of(Map.of("actionType", type)))),
                "actions[0].actionType");
    }

    @Test
    void a_regular_expression_is_refused_and_what_suits_the_field_is_named() {
        var answer =
                ADA.post(
                        RULES,
                        with(
                                "conditions",
                                List.of(
                                        Map.of(
                                                "field",
                                                "event.title",
                                                "operator",
                                                "matches",
                                                "value",
                                                "(a+)+$"))));
        refused(answer, "conditions[0].operator");
        assertThat(answer.at("/message")).contains("contains, not_contains, starts_with");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"name":null}                                             | name
                    {"name":7}                                                | name
                    {"name":" "}                                              | name
                    {"triggerType":null}                                      | triggerType
                    {"triggerConfig":{"minutes":5}}                           | triggerConfig
                    {"isEnabled":"yes"}                                       | isEnabled
                    {"conditionLogic":"XOR"}                                  | conditionLogic
                    {"conditions":{}}                                         | conditions
                    {"conditions":[null]}                                     | conditions
                    {"conditions":[{}]}                                       | conditions[0].field
                    {"conditions":[{"field":"event.mood"}]}                   | conditions[0].field
                    {"conditions":[{"field":"event.title"}]}                  | conditions[0].operator
                    {"conditions":[{"field":"event.title","operator":"is_true"}]} | conditions[0].operator
                    {"conditions":[{"field":"event.title","operator":"equals"}]} | conditions[0].value
                    {"conditions":[{"field":"event.title","operator":"equals","value":["a"]}]} | conditions[0].value
                    {"conditions":[{"field":"event.title","operator":"equals","value":{}}]} | conditions[0].value
                    {"conditions":[{"field":"event.title","operator":"equals","value":true}]} | conditions[0].value
                    {"conditions":[{"field":"event.title","operator":"in","value":[]}]} | conditions[0].value
                    {"conditions":[{"field":"event.title","operator":"in","value":[null]}]} | conditions[0].value
                    {"conditions":[{"field":"event.duration","operator":"equals","value":1.5}]} | conditions[0].value
                    {"conditions":[{"field":"event.title","operator":"is_empty","logicOperator":"NOT"}]} | conditions[0].logicOperator
                    {"conditions":[{"field":"event.title","operator":"is_empty","groupId":"g"}]} | conditions[0].groupId
                    {"actions":null}                                          | actions
                    {"actions":[]}                                            | actions
                    {"actions":[{}]}                                          | actions[0].actionType
                    {"actions":[{"actionType":"set_event_color"}]}            | actions[0].actionConfig.color
                    {"actions":[{"actionType":"set_event_color","actionConfig":{"color":"#12345"}}]} | actions[0].actionConfig.color
                    {"actions":[{"actionType":"add_event_tag","actionConfig":{"tag":""}}]} | actions[0].actionConfig.tag
                    {"actions":[{"actionType":"set_event_status","actionConfig":{"status":"done"}}]} | actions[0].actionConfig.status
                    {"actions":[{"actionType":"update_event_description"}]}   | actions[0].actionConfig.description
                    {"actions":[{"actionType":"move_to_calendar","actionConfig":{"calendarId":"5"}}]} | actions[0].actionConfig.calendarId
                    """)
    void a_wrong_field_is_refused_by_name_and_nothing_changes(String fields, String field) {
        var rule = ADA.created(RULES, rule("before"));
        var body =
                "{\"name\":\"n\",\"triggerType\":\"event.created\","
                        + "\"actions\":[{\"actionType\":\"cancel_event\"}]}";
        var name = fields.substring(2, fields.indexOf('"', 2));
        var rest = body.replaceFirst("\"" + name + "\":(\\[.*?\\]|\"[^\"]*\"),?", "");
        var wrong = fields.substring(0, fields.length() - 1) + "," + rest.substring(1);
        wrong = wrong.replace(",}", "}");
        refused(ADA.post(RULES, wrong), field);
        refused(put(ADA, path(rule), wrong), field);
        assertThat(ADA.get(path(rule)).json()).isEqualTo(rule);
    }

    @Test
    void the_limits_are_those_of_the_contract() {
        var condition = Map.of("field", "event.title", "operator", "is_empty");
        ADA.created(RULES, with("name", "🧬".repeat(200)));
        refused(ADA.post(RULES, with("name", "🧬".repeat(201))), "name");
        ADA.created(RULES, with("description", "🧬".repeat(1000)));
        refused(ADA.post(RULES, with("description", "🧬".repeat(1001))), "description");
        ADA.created(RULES, with("conditions", Collections.nCopies(10, condition)));
        refused(
                ADA.post(RULES, with("conditions", Collections.nCopies(11, condition))),
                "conditions");
        ADA.created(RULES, with("actions", Collections.nCopies(5, CANCEL.getFirst())));
        refused(
                ADA.post(RULES, with("actions", Collections.nCopies(6, CANCEL.getFirst()))),
                "actions");
    }

    @Test
    void a_replacement_forgets_what_is_not_sent() {
        var rule = ADA.created(RULES, RuleExamples.CREATE);
        var answer = put(ADA, path(rule), with("isEnabled", false));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var replaced = answer.json();
        assertThat(replaced.get("name").asString()).isEqualTo("n");
        assertThat(replaced.get("description").isNull()).isTrue();
        assertThat(replaced.get("isEnabled").asBoolean()).isFalse();
        assertThat(replaced.get("conditions").size()).isZero();
        assertThat(replaced.get("createdAt")).isEqualTo(rule.get("createdAt"));
        assertThat(ADA.get(path(rule)).json()).isEqualTo(replaced);
    }

    @Test
    void a_deleted_rule_is_gone() {
        var rule = ADA.created(RULES, rule("n"));
        var answer = ADA.delete(path(rule));
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.text()).isEmpty();
        missing(ADA.get(path(rule)));
        missing(put(ADA, path(rule), rule("x")));
        missing(ADA.delete(path(rule)));
        missing(ADA.get(path(rule) + "/audit-logs"));
        missing(ADA.get(path(rule) + "/stats"));
        missing(ADA.post(path(rule) + "/execute", Map.of()));
    }

    @Test
    void a_rule_of_somebody_else_is_denied() {
        var rule = ADA.created(RULES, rule("n"));
        denied(EVE.get(path(rule)));
        denied(put(EVE, path(rule), rule("x")));
        denied(EVE.delete(path(rule)));
        denied(EVE.get(path(rule) + "/audit-logs"));
        denied(EVE.get(path(rule) + "/stats"));
        denied(EVE.post(path(rule) + "/execute", Map.of()));
        assertThat(EVE.get(RULES).json().at("/pagination/total").asInt()).isZero();
        assertThat(ADA.get(path(rule)).json()).isEqualTo(rule);
    }

    @Test
    void a_rule_moves_nothing_to_where_its_owner_may_not_write() {
        Map<String, Object> move =
                Map.of(
                        "actionType",
                        "move_to_calendar",
                        "actionConfig",
                        Map.of("calendarId", ADA.calendar()));
        var answer = EVE.post(RULES, with("actions", List.of(move)));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.at("/message")).isEqualTo("Access denied to this calendar");
    }

    @Test
    void a_list_comes_in_pages_that_miss_and_repeat_nothing() {
        var lou = Person.at(SERVER, "lou");
        var made = new ArrayList<Long>();
        for (var i = 0; i < 5; i++) {
            made.add(lou.created(RULES, rule("rule " + i)).get("id").asLong());
        }
        var seen = new ArrayList<Long>();
        for (var page = 1; page <= 3; page++) {
            var answer = lou.get(RULES + "?limit=2&page=" + page).json();
            assertThat(answer.at("/pagination/page").asInt()).isEqualTo(page);
            assertThat(answer.at("/pagination/limit").asInt()).isEqualTo(2);
            assertThat(answer.at("/pagination/total").asInt()).isEqualTo(5);
            assertThat(answer.at("/pagination/totalPages").asInt()).isEqualTo(3);
            answer.get("data").forEach(rule -> seen.add(rule.get("id").asLong()));
        }
        assertThat(seen).isEqualTo(made);
        var usual = lou.get(RULES).json();
        assertThat(usual.at("/pagination/limit").asInt()).isEqualTo(20);
        assertThat(usual.at("/pagination/totalPages").asInt()).isEqualTo(1);
        assertThat(lou.get(RULES + "?page=2147483647&limit=100").json().get("data").size())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "page=0,page",
        "page=-1,page",
        "page=x,page",
        "page=99999999999,page",
        "limit=0,limit",
        "limit=101,limit",
        "limit=1.5,limit"
    })
    void a_page_out_of_range_is_refused_by_name(String query, String field) {
        var rule = ADA.created(RULES, rule("n"));
        refused(ADA.get(RULES + "?" + query), field);
        refused(ADA.get(path(rule) + "/audit-logs?" + query), field);
    }

    @Test
    void an_id_that_is_none_is_refused_and_one_that_nobody_has_is_not_found() {
        for (var id : List.of("0", "-1", "42x", "%20", "1.5")) {
            assertThat(ADA.get(RULES + "/" + id).status()).as(id).isEqualTo(400);
            assertThat(ADA.get("/api/automation/audit-logs/" + id).status()).as(id).isEqualTo(400);
        }
        missing(ADA.get(RULES + "/9007199254740991"));
        var answer = ADA.get("/api/automation/audit-logs/9007199254740991");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.at("/message")).isEqualTo("Audit log not found");
    }

    @Test
    void a_user_has_at_most_a_hundred_rules() {
        var mia = Person.at(SERVER, "mia");
        for (var i = 0; i < 100; i++) {
            mia.created(RULES, rule("rule " + i));
        }
        var answer = mia.post(RULES, rule("one more"));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/message")).isEqualTo("a user has at most 100 rules");
    }

    @Test
    void nobody_gets_in_without_credentials() {
        for (var answer :
                List.of(
                        SERVER.get(null, RULES),
                        SERVER.post(null, RULES, rule("n")),
                        SERVER.send("forged", "PUT", RULES + "/1", rule("n")),
                        SERVER.delete(null, RULES + "/1"),
                        SERVER.post(null, RULES + "/1/execute", Map.of()),
                        SERVER.get(null, "/api/automation/audit-logs/1"))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.at("/error/code")).isEqualTo("UNAUTHORIZED");
        }
    }

    @Test
    void the_openapi_document_of_primecal_has_the_routes() {
        var paths = SERVER.get(null, "/v3/api-docs/primecal").json().get("paths");
        for (var path :
                List.of(
                        RULES,
                        RULES + "/{id}",
                        RULES + "/{id}/execute",
                        RULES + "/{id}/audit-logs",
                        RULES + "/{id}/stats",
                        "/api/automation/audit-logs/{logId}")) {
            assertThat(paths.has(path)).as(path).isTrue();
        }
        var condition =
                SERVER.get(null, "/v3/api-docs/primecal")
                        .json()
                        .at("/components/schemas/Rule condition/properties");
        assertThat(texts(condition.at("/field/enum"))).isEqualTo(Field.words());
        assertThat(texts(condition.at("/operator/enum")))
                .isEqualTo(Arrays.stream(Operator.values()).map(Operator::word).toList());
        assertThat(
                        texts(
                                SERVER.get(null, "/v3/api-docs/primecal")
                                        .json()
                                        .at("/components/schemas/Rule fields/properties")
                                        .at("/triggerType/enum")))
                .isEqualTo(Trigger.words());
        assertThat(List.copyOf(paths.get(RULES + "/{id}").propertyNames()))
                .containsExactlyInAnyOrder("get", "put", "delete");
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
