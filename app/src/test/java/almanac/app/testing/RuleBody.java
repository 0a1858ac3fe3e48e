package almanac.app.testing;

import java.util.List;
import java.util.Map;

/** What a client posts to make an automation rule. */
public final class RuleBody {

    private RuleBody() {}

    /** One that does one thing to every event that is created. */
    public static Map<String, Object> onCreation(
            String name, String action, Map<String, Object> config) {
        return Map.of(
                "name",
                name,
                "triggerType",
                "event.created",
                "actions",
                List.of(Map.of("actionType", action, "actionConfig", config)));
    }

    /** One that colours every event that is created. */
    public static Map<String, Object> green(String name) {
        return onCreation(name, "set_event_color", Map.of("color", "#10b981"));
    }
}
