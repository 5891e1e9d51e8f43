package io.backstay.connect.aws.api;

import io.backstay.base.BackstayException;
import io.backstay.codec.Fields;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.connect.http.Effect;
import java.util.Map;
import java.util.TreeMap;

/// Calls to one service of one region that speaks `rest-json` and change something. Each stands in the record with the
/// parameters that are listed here for it, before it is sent.
///
/// Every call carries a token by which the service knows that it was sent before, and may therefore be sent again when
/// its answer was lost.
public final class AwsRestChange {
    private final AwsRest rest;
    private final String service;
    private final AwsRegion region;

    /// Changes in a region.
    ///
    /// @param service as hosts, signatures and permissions name it
    public AwsRestChange(AwsAccess access, AwsRegion region, String service) {
        this.rest = new AwsRest(access, region, service);
        this.service = service;
        this.region = region;
    }

    /// Puts something.
    ///
    /// @param path     as in [AwsRest.Question]
    /// @param body     members, among them the token
    /// @param target   what the record calls that which it makes
    /// @param recorded what of it the record may show
    /// @throws BackstayException a [Failure.Refused] that names the permission when the key may not
    public Fields put(String action, String path, Map<String, Object> body, String target, Map<String, String> recorded)
            throws BackstayException, InterruptedException {
        Effect effect = new Effect(service + " " + region, action, target, recorded);
        Value answer = rest.change(action, path, Json.compact(new TreeMap<>(body)), effect);
        if (answer == null) {
            throw AwsRefusal.missing(service + " in " + region, service + ":" + action, AwsRefusal.STATEMENTS);
        }
        return answer.fields();
    }
}
