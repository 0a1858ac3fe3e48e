package almanac.command.entry;

import static almanac.command.entry.EntryFixture.FAMILY;
import static almanac.command.entry.EntryFixture.ID;
import static almanac.command.entry.EntryFixture.expectRejection;
import static almanac.command.entry.EntryFixture.fixture;
import static almanac.command.entry.EntryFixture.pickup;
import static almanac.command.entry.EntryFixture.soccer;
import static almanac.command.entry.EntryFixture.week;

import almanac.entry.EntryCommand.DeleteEntry;
import almanac.entry.EntryFact;
import almanac.entry.OccurrenceKey;
import almanac.entry.Scope;
import almanac.message.Rejection;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DeletingTest {

    private static final String THREE = "FREQ=WEEKLY;BYDAY=WE;COUNT=3";

    private static DeleteEntry delete(Scope scope, Optional<OccurrenceKey> key) {
        return new DeleteEntry(ID, key, scope, OptionalLong.empty());
    }

    @Test
    void a_single_entry_is_deleted() {
        fixture()
                .given(pickup())
                .when(delete(Scope.THIS, Optional.empty()))
                .expectEvents(new EntryFact.EntryDeleted(ID, FAMILY));
    }

    @Test
    void one_occurrence_the_following_or_everything() {
        fixture()
                .given(soccer(THREE))
                .when(delete(Scope.THIS, Optional.of(week(1))))
                .expectEvents(new EntryFact.OccurrenceDeleted(ID, week(1)));
        fixture()
                .given(soccer(THREE))
                .when(delete(Scope.FUTURE, Optional.of(week(1))))
                .expectEvents(new EntryFact.FollowingDeleted(ID, week(1)));
        fixture()
                .given(soccer(THREE))
                .when(delete(Scope.ALL, Optional.of(week(1))))
                .expectEvents(new EntryFact.EntryDeleted(ID, FAMILY));
    }

    @Test
    void deleting_the_following_of_the_first_deletes_everything() {
        fixture()
                .given(soccer(THREE))
                .when(delete(Scope.FUTURE, Optional.of(week(0))))
                .expectEvents(new EntryFact.EntryDeleted(ID, FAMILY));
    }

    @Test
    void the_last_occurrence_takes_the_series_along() {
        fixture()
                .given(
                        soccer(THREE),
                        new EntryFact.OccurrenceDeleted(ID, week(0)),
                        new EntryFact.OccurrenceDeleted(ID, week(2)))
                .when(delete(Scope.THIS, Optional.of(week(1))))
                .expectEvents(new EntryFact.EntryDeleted(ID, FAMILY));
    }

    @Test
    void what_is_deleted_cannot_be_deleted_again() {
        expectRejection(
                fixture()
                        .given(soccer(THREE), new EntryFact.OccurrenceDeleted(ID, week(1)))
                        .when(delete(Scope.THIS, Optional.of(week(1)))),
                Rejection.NoSuchOccurrence.class);
    }
}
