package almanac.time;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** How a timed span ends; PrimeCal and the academic API allow an event without an end. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = End.None.class, name = "none"),
    @JsonSubTypes.Type(value = End.OnDay.class, name = "on-day"),
    @JsonSubTypes.Type(value = End.At.class, name = "at")
})
public sealed interface End {

    /** No end was given. */
    record None() implements End {}

    /**
     * A last day was given without a time: on a later day than the start it lasts through that day.
     */
    record OnDay(LocalDate date) implements End {}

    /** Wall-clock end, exclusive, in the zone of the start. */
    record At(LocalDateTime time) implements End {}
}
