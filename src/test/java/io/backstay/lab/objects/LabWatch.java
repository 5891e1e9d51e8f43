package io.backstay.lab.objects;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/// Writes down what the practice store is asked, and refuses some of it, as a policy of S3 does.
public final class LabWatch extends Filter {
    private static final int FORBIDDEN = 403;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Predicate<String> refused = _ -> false;
    private volatile String code = "AccessDenied";

    private LabWatch() {}

    /// Stands before a store.
    ///
    /// @param faults stands between the two
    public static LabWatch before(LabObjectServer server, LabFaults faults) {
        LabWatch watch = new LabWatch();
        server.interpose(watch);
        server.interpose(faults);
        return watch;
    }

    /// Refuses requests from now on.
    ///
    /// @param which by method and target, such as `GET /files?versioning=`
    /// @param why   such as `AccessDenied`
    public void refuse(Predicate<String> which, String why) {
        code = why;
        refused = which;
    }

    /// Refuses nothing.
    public void admit() {
        refused = _ -> false;
    }

    /// What was asked, by method and target.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        asked.add(request);
        if (!refused.test(request)) {
            chain.doFilter(exchange);
            return;
        }
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(FORBIDDEN, -1);
            } else {
                LabObjectRequests.send(exchange, FORBIDDEN, "<Error><Code>" + code + "</Code></Error>");
            }
        }
    }

    @Override
    public String description() {
        return "watches and refuses";
    }
}
