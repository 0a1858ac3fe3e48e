package almanac.automation;

import static almanac.automation.Operator.AFTER;
import static almanac.automation.Operator.BEFORE;
import static almanac.automation.Operator.CONTAINS;
import static almanac.automation.Operator.ENDS_WITH;
import static almanac.automation.Operator.EQUALS;
import static almanac.automation.Operator.GREATER_THAN;
import static almanac.automation.Operator.GREATER_THAN_OR_EQUAL;
import static almanac.automation.Operator.IN;
import static almanac.automation.Operator.IS_EMPTY;
import static almanac.automation.Operator.IS_FALSE;
import static almanac.automation.Operator.IS_NOT_EMPTY;
import static almanac.automation.Operator.IS_TRUE;
import static almanac.automation.Operator.LESS_THAN;
import static almanac.automation.Operator.LESS_THAN_OR_EQUAL;
import static almanac.automation.Operator.NOT_AFTER;
import static almanac.automation.Operator.NOT_BEFORE;
import static almanac.automation.Operator.NOT_CONTAINS;
import static almanac.automation.Operator.NOT_EQUALS;
import static almanac.automation.Operator.NOT_IN;
import static almanac.automation.Operator.STARTS_WITH;

import almanac.message.Worded;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a condition looks at. */
public enum Field implements Worded {
    TITLE("event.title", Kind.TEXT),
    DESCRIPTION("event.description", Kind.TEXT),
    LOCATION("event.location", Kind.TEXT),
    NOTES("event.notes", Kind.TEXT),
    COLOR("event.color", Kind.TEXT),
    /** Each tag. */
    TAGS("event.tags", Kind.TEXT),
    /** Address and name of each attendee. */
    ATTENDEE("event.attendee", Kind.TEXT),
    /** Address and name. */
    ORGANIZER("event.organizer", Kind.TEXT),
    CALENDAR_NAME("event.calendar.name", Kind.TEXT),
    CALENDAR("event.calendar.id", Kind.NUMBER),
    /** In minutes; a whole day has 1440. */
    DURATION("event.duration", Kind.NUMBER),
    STATUS("event.status", Kind.STATUS),
    /** Of the start. */
    WEEKDAY("event.weekday", Kind.WEEKDAY),
    ALL_DAY("event.is_all_day", Kind.FLAG),
    /** On the event's own wall clock. */
    START("event.start", Kind.MOMENT),
    /** On the event's own wall clock; an all-day event ends with its last day. */
    END("event.end", Kind.MOMENT),
    /** The time of day; an all-day event has none. */
    START_TIME("event.start_time", Kind.CLOCK),
    /** The time of day; an all-day event, and one without an end, has none. */
    END_TIME("event.end_time", Kind.CLOCK);

    /** What the values of a field are, and how they can be compared. */
    enum Kind {
        TEXT(
                EQUALS,
                NOT_EQUALS,
                IN,
                NOT_IN,
                CONTAINS,
                NOT_CONTAINS,
                STARTS_WITH,
                ENDS_WITH,
                IS_EMPTY,
                IS_NOT_EMPTY),
        NUMBER(
                EQUALS,
                NOT_EQUALS,
                IN,
                NOT_IN,
                GREATER_THAN,
                GREATER_THAN_OR_EQUAL,
                LESS_THAN,
                LESS_THAN_OR_EQUAL),
        STATUS(EQUALS, NOT_EQUALS, IN, NOT_IN),
        WEEKDAY(EQUALS, NOT_EQUALS, IN, NOT_IN),
        FLAG(IS_TRUE, IS_FALSE),
        MOMENT(EQUALS, NOT_EQUALS, BEFORE, NOT_BEFORE, AFTER, NOT_AFTER),
        CLOCK(EQUALS, NOT_EQUALS, BEFORE, NOT_BEFORE, AFTER, NOT_AFTER);

        private final List<Operator> operators;

        Kind(Operator... operators) {
            this.operators = List.of(operators);
        }
    }

    private final String word;
    private final Kind kind;

    Field(String word, Kind kind) {
        this.word = word;
        this.kind = kind;
    }

    @Override
    public String word() {
        return word;
    }

    Kind kind() {
        return kind;
    }

    /** The operators that suit it. */
    public List<Operator> operators() {
        return kind.operators;
    }

    public static Optional<Field> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Field::word).toList();
    }
}
