package almanac.app.api.ics;

import almanac.app.web.Caller;
import almanac.app.web.PathNumbers;
import almanac.app.web.Queries;
import almanac.calendar.CalendarId;
import almanac.calendar.CalendarQuery;
import almanac.calendar.CalendarView;
import almanac.calendar.Permission;
import almanac.icalendar.ICalendarReader;
import almanac.icalendar.ImportFile;
import almanac.message.Rejected;
import almanac.message.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.json.JsonMapper;

/** Imports of calendar files, as one answer or with a line of progress now and then. */
@RestController
@RequestMapping("/api/calendars/{id}/import")
@Tag(name = "iCalendar")
class ImportController {

    private static final Logger LOG = LoggerFactory.getLogger(ImportController.class);
    private static final String LINES = "application/x-ndjson";

    private final Imports imports;
    private final Forerunners forerunners;
    private final Queries queries;
    private final JsonMapper json;

    ImportController(Imports imports, Forerunners forerunners, Queries queries, JsonMapper json) {
        this.imports = imports;
        this.forerunners = forerunners;
        this.queries = queries;
        this.json = json;
    }

    @Operation(
            summary = "Import a calendar file",
            description =
                    "Idempotent by UID among the events of this calendar; what was moved to another one stays there. A"
                            + " changed occurrence without its series (RECURRENCE-ID) is one of the"
                            + " series with its UID that stands on this calendar, else an event of"
                            + " its own, to which a series that comes later leaves its day. Answers what became of each item: created, updated, unchanged or rejected with the reason."
                            + " With Accept: application/x-ndjson, or progress=true, lines {processed, total} come"
                            + " first and the report is the last line.")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = ImportReport.class)),
                @Content(mediaType = LINES, schema = @Schema(type = "string"))
            })
    @PostMapping(consumes = {"text/calendar", "text/plain", "application/octet-stream"})
    void raw(
            Caller caller,
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean progress,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var calendar = writable(caller, id);
        var file = read(caller, request.getInputStream(), request.getContentType());
        run(caller, calendar, file, lines(request, progress), response);
    }

    @Operation(summary = "Import an uploaded calendar file")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = ImportReport.class)),
                @Content(mediaType = LINES, schema = @Schema(type = "string"))
            })
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    void upload(
            Caller caller,
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean progress,
            @RequestParam MultipartFile file,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var calendar = writable(caller, id);
        try (var in = file.getInputStream()) {
            var read = read(caller, in, file.getContentType());
            run(caller, calendar, read, lines(request, progress), response);
        }
    }

    private static ImportFile read(Caller caller, InputStream in, @Nullable String type)
            throws IOException {
        return new ICalendarReader(caller.zone()).read(in, charset(type));
    }

    /** What the sender says of the file (RFC 5545 3.1.4); UTF-8 where that is no charset. */
    private static Charset charset(@Nullable String type) {
        try {
            return Optional.ofNullable(type)
                    .map(MediaType::parseMediaType)
                    .flatMap(media -> Optional.ofNullable(media.getCharset()))
                    .orElse(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    private static boolean lines(HttpServletRequest request, boolean progress) {
        var accept = request.getHeader("Accept");
        return progress || accept != null && accept.contains(LINES);
    }

    private CalendarId writable(Caller caller, long id) {
        var view =
                queries.ask(
                        new CalendarQuery.CalendarById(PathNumbers.calendar(id), caller.user()),
                        CalendarView.class);
        if (!view.permission().includes(Permission.WRITE)) {
            throw new Rejected(
                    new Rejection.NotPermitted("Calendar", "Access denied to this calendar"));
        }
        return view.id();
    }

    private void run(
            Caller caller,
            CalendarId calendar,
            ImportFile sent,
            boolean lines,
            HttpServletResponse response)
            throws IOException {
        var file = forerunners.apart(calendar, caller.user(), Strays.apart(sent));
        if (file.items().isEmpty() && !file.framed()) {
            throw Rejected.invalid("file", "the file holds no calendar component");
        }
        if (lines) {
            stream(caller, calendar, file, response);
        } else {
            var report = imports.run(caller, calendar, file, done -> {});
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream().write(json.writeValueAsBytes(report));
        }
    }

    private void stream(
            Caller caller, CalendarId calendar, ImportFile file, HttpServletResponse response)
            throws IOException {
        response.setContentType(LINES);
        var out = response.getOutputStream();
        var total = file.items().size();
        try {
            var report =
                    imports.run(
                            caller,
                            calendar,
                            file,
                            done -> tell(out, Map.of("processed", done, "total", total)));
            out.write(line(report));
        } catch (Rejected refused) {
            // the status has gone out with the first line
            out.write(line(Map.of("error", refused.rejection().message())));
        }
    }

    /** An import goes on without a listener; running it again shows its result. */
    private void tell(OutputStream out, Object progress) {
        try {
            out.write(line(progress));
            out.flush();
        } catch (IOException gone) {
            LOG.debug("nobody listens to the progress of an import any more", gone);
        }
    }

    private byte[] line(Object value) {
        return (json.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
