package almanac.app.api.automation;

/** Example calls of this API. */
final class RuleExamples {

    private RuleExamples() {}

    static final String CREATE =
            """
            {
              "name": "Soccer is green",
              "description": "Practice and games of the kids",
              "triggerType": "event.created",
              "conditionLogic": "AND",
              "conditions": [
                {"field": "event.title", "operator": "contains", "value": "soccer"},
                {"field": "event.start_time", "operator": "not_before", "value": "15:00"},
                {"field": "event.weekday", "operator": "in", "value": ["WE", "SA"]}
              ],
              "actions": [
                {"actionType": "set_event_color", "actionConfig": {"color": "#10b981"}},
                {"actionType": "add_event_tag", "actionConfig": {"tag": "sport"}}
              ]
            }\
            """;

    static final String EXECUTE =
            """
            {
              "startDate": "2026-03-01",
              "endDate": "2026-06-30"
            }\
            """;
}
