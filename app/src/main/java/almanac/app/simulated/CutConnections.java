package almanac.app.simulated;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** Breaks a connection off, which a servlet cannot: what was not flushed is never sent. */
public final class CutConnections extends ValveBase {

    private static final String MARK = CutConnections.class.getName();

    public CutConnections() {
        super(true);
    }

    /** Breaks the connection of this request off once its handler is done. */
    static void cut(HttpServletRequest request) {
        request.setAttribute(MARK, true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.getAttribute(MARK) != null) {
            response.setSuspended(true);
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }
}
