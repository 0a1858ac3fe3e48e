package almanac.app.web;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** What passes for a number in the path and the query of every API. */
@ControllerAdvice
public final class NumbersOfRequests {

    /** For Spring. */
    @InitBinder
    public void read(WebDataBinder binder) {
        binder.registerCustomEditor(Long.class, new WholeNumbers(Long::valueOf, true));
        binder.registerCustomEditor(long.class, new WholeNumbers(Long::valueOf, false));
        binder.registerCustomEditor(Integer.class, new WholeNumbers(Integer::valueOf, true));
        binder.registerCustomEditor(int.class, new WholeNumbers(Integer::valueOf, false));
    }
}
