package almanac.app.console;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page; open to all, since it holds nobody's data. */
@RestController
@Hidden
class ConsoleController {

    private static final Resource PAGE =
            new ClassPathResource("index.html", ConsoleController.class);

    @GetMapping(
            path = {"/console", "/console/"},
            produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(PAGE);
    }
}
