package almanac.icalendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One content line cut as RFC 5545 3.1 says, nothing decoded. ical4j reads escapes into quoted
 * values and takes a list of them for the end of the line, so that it cannot give back what a line
 * about a person said.
 *
 * @param name in capitals
 * @param value raw, as it stands after the colon
 */
record ContentLine(String name, List<Parameter> parameters, String value) {

    /**
     * One parameter.
     *
     * @param name in capitals
     * @param raw as it stands, {@code NAME=value}
     */
    record Parameter(String name, String raw) {

        /** The value without its quotes, decoded; of a list the whole. */
        String text() {
            var value = raw.substring(raw.indexOf('=') + 1).strip();
            var quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
            return ParameterTexts.decoded(quoted ? value.substring(1, value.length() - 1) : value);
        }
    }

    /** Empty where the line is not cut as the RFC says. */
    static Optional<ContentLine> of(String line) {
        var parts = new ArrayList<String>();
        var start = 0;
        var quoted = false;
        for (var i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ';' || c == ':')) {
                parts.add(line.substring(start, i));
                start = i + 1;
            }
            if (!quoted && c == ':') {
                return of(parts, line.substring(start));
            }
        }
        return Optional.empty();
    }

    private static Optional<ContentLine> of(List<String> parts, String value) {
        var parameters = new ArrayList<Parameter>();
        for (var raw : parts.subList(1, parts.size())) {
            var equals = raw.indexOf('=');
            if (equals < 1) {
                return Optional.empty();
            }
            parameters.add(new Parameter(nameOf(raw), raw));
        }
        return Optional.of(new ContentLine(upper(parts.getFirst()), parameters, value));
    }

    /** The same line without a parameter. */
    static String without(String parameter, String line) {
        return of(line).filter(each -> each.parameter(parameter).isPresent())
                .map(each -> each.without(parameter))
                .orElse(line);
    }

    private String without(String parameter) {
        return name
                + parameters.stream()
                        .filter(each -> !each.name().equals(parameter))
                        .map(each -> ";" + each.raw())
                        .collect(Collectors.joining())
                + ":"
                + value;
    }

    /** The name of a raw parameter, in capitals. */
    static String nameOf(String raw) {
        return upper(raw.substring(0, Math.max(0, raw.indexOf('='))));
    }

    private static String upper(String name) {
        return name.strip().toUpperCase(Locale.ROOT);
    }

    Optional<Parameter> parameter(String parameter) {
        return parameters.stream().filter(each -> each.name().equals(parameter)).findFirst();
    }

    /** What the first parameter of that name says, where it says anything. */
    Optional<String> text(String parameter) {
        return parameter(parameter).map(Parameter::text).filter(text -> !text.isEmpty());
    }
}
