package almanac.calendar;

import almanac.message.Personal;
import java.util.Optional;

/** What a calendar says about itself; higher ranks are listed first. */
public record CalendarDetails(
        @Personal String name,
        @Personal Optional<String> description,
        String color,
        Optional<String> icon,
        Visibility visibility,
        int rank) {

    public static final String DEFAULT_COLOR = "#3b82f6";

    public static CalendarDetails named(String name) {
        return new CalendarDetails(
                name, Optional.empty(), DEFAULT_COLOR, Optional.empty(), Visibility.PRIVATE, 0);
    }
}
