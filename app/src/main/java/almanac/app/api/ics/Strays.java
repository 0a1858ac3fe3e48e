package almanac.app.api.ics;

import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Recurrence;
import almanac.icalendar.ImportFile;
import almanac.icalendar.ImportFile.Item;
import almanac.recurrence.BudgetExceeded;
import almanac.recurrence.Grain;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Exceptions that name no occurrence of their series. One at a time of day at which the series
 * never begins has no place among its days; it takes place where it says, as an event of its own.
 */
final class Strays {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    private Strays() {}

    /** The file with each stray as an item behind that of its series. */
    static ImportFile apart(ImportFile file) {
        var items = file.items().stream().flatMap(Strays::apart).toList();
        return file.with(items);
    }

    private static Stream<Item> apart(Item item) {
        if (!(item instanceof Item.Readable(var series, var claim, var notes, var unsaid))) {
            return Stream.of(item);
        }
        var strays = strays(series);
        if (strays.isEmpty()) {
            return Stream.of(item);
        }
        var rest = new ArrayList<>(series.overrides());
        rest.removeAll(strays);
        return Stream.concat(
                Stream.of(new Item.Readable(series.withOverrides(rest), claim, notes, unsaid)),
                strays.stream().map(own -> alone(series.uid(), own)));
    }

    private static List<ImportedOverride> strays(ImportedEntry series) {
        return series.recurrence()
                .filter(recurrence -> !series.overrides().isEmpty())
                .map(recurrence -> strays(series, recurrence))
                .orElse(List.of());
    }

    private static List<ImportedOverride> strays(ImportedEntry series, Recurrence recurrence) {
        var starts = recurrence.starts(series.span());
        var time = starts.start().toLocalTime();
        var others =
                series.overrides().stream()
                        .filter(own -> !own.originalStart().toLocalTime().equals(time))
                        .toList();
        if (others.isEmpty() || !Grain.of(starts).equals(Grain.DAY)) {
            return List.of();
        }
        Set<LocalDateTime> named;
        try {
            named =
                    starts.startsNamed(
                                    others.stream().map(ImportedOverride::originalStart).toList())
                            .keySet();
        } catch (BudgetExceeded tooMuch) {
            // what the series cannot be asked for is refused with it
            return List.of();
        }
        return others.stream().filter(own -> !named.contains(own.originalStart())).toList();
    }

    private static Item alone(String series, ImportedOverride own) {
        var uid = series + "#" + NAME.format(own.originalStart());
        return new Item.Readable(
                ImportedEntry.single(uid, own.details(), own.span()),
                Optional.empty(),
                List.of("RECURRENCE-ID names no occurrence; stands alone as " + uid),
                Optional.empty());
    }
}
