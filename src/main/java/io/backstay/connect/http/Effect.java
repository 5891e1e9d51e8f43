package io.backstay.connect.http;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a call changes outside, in words that may be recorded: whoever writes it lists the parameters that may be
/// kept, so that no header, token or signed address gets there by itself.
///
/// @param provider   whom is called, such as `rds eu-central-1`
/// @param operation  as the provider names it, such as `RestoreDBInstanceToPointInTime`
/// @param target     what it is done to or makes, such as `backstay-scratch-0123456789ab`
/// @param parameters that may be kept; names of letters and digits
/// @param series     whether it is one of many alike, such as the objects of a bucket, which are recorded together
/// @param again      whether it was sent before and refused for something that is mended now, such as a session that
///                   was over: of both, one is to be done
public record Effect(
        String provider,
        String operation,
        String target,
        Map<String, String> parameters,
        boolean series,
        boolean again) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,63}");
    private static final Pattern OPERATION = Pattern.compile("[A-Z][A-Za-z0-9]{0,63}");

    public Effect {
        if (!OPERATION.matcher(operation).matches()) {
            throw new IllegalArgumentException("not an operation's name: '" + operation + "'");
        }
        for (String name : parameters.keySet()) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("not a parameter's name: '" + name + "'");
            }
        }
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /// One change of its own.
    public Effect(String provider, String operation, String target, Map<String, String> parameters) {
        this(provider, operation, target, parameters, false, false);
    }

    /// What a call says of itself that nobody described: its method, and the first part of its path, which is the
    /// bucket of an object store. Which objects, stands in the journal of whoever changes them.
    static Effect of(HttpCall call) {
        String path = call.path();
        int end = path.indexOf('/', 1);
        String first = end < 0 ? path : path.substring(0, end);
        return many(call, call.method(), call.endpoint() + first);
    }

    /// One of many alike at a place that its caller names.
    ///
    /// @param operation as the provider names it, such as `CopyObject`
    /// @param place     such as a bucket with its endpoint
    public static Effect many(HttpCall call, String operation, String place) {
        return new Effect(call.endpoint().host(), operation, place, Map.of(), true, false);
    }

    /// The same, sent once more.
    public Effect sentAgain() {
        return new Effect(provider, operation, target, parameters, series, true);
    }
}
