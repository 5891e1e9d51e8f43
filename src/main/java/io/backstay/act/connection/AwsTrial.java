package io.backstay.act.connection;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.connect.Unread;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsIdentity;
import io.backstay.connect.aws.api.AwsRegion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Looks at an account of AWS with its key: whose it is, and what it may ask in each region. Nothing is changed
/// there.
final class AwsTrial {
    private static final String KEY = "key";

    private final AwsAccount account;
    private final AwsWay way;
    private final TestLines lines;
    private final Set<String> missing = new TreeSet<>();
    private final Set<String> regions = new TreeSet<>();

    AwsTrial(AwsAccount account, AwsWay way, TestLines lines) {
        this.account = account;
        this.way = way;
        this.lines = lines;
    }

    void run() throws InterruptedException {
        AwsAccess[] access = new AwsAccess[1];
        boolean known = lines.look(KEY, () -> {
            access[0] = way.access();
            return identity(access[0]);
        });
        for (AwsRegion region : account.places()) {
            if (known) {
                for (AwsService each : AwsService.all(access[0])) {
                    lines.look(each.name() + " in " + region, () -> asked(each, region));
                }
            } else {
                lines.skip(region.name(), "Not looked at: AWS did not take the key.");
            }
        }
    }

    private String identity(AwsAccess access) throws BackstayException, InterruptedException {
        AwsIdentity identity = AwsIdentity.of(access, account.places().getFirst());
        String bound = way.bound();
        if (bound != null && !bound.equals(identity.account())) {
            throw new BackstayException(new Failure.Refused(
                    "The vault",
                    "the key is bound to the account " + bound + ", and is " + identity.arn(),
                    "Store it under the account that it belongs to, or put the right key in."));
        }
        return "AWS takes the key: it is " + identity.arn() + ".";
    }

    private String asked(AwsService service, AwsRegion region) throws BackstayException, InterruptedException {
        List<String> denied =
                service.trying().denied(region).stream().map(Unread::permission).toList();
        if (denied.isEmpty()) {
            return "Every question of a listing may be asked: " + String.join(", ", service.permissions()) + ".";
        }
        missing.addAll(denied);
        regions.add(region.name());
        List<String> works = service.permissions().stream()
                .filter(each -> !denied.contains(each))
                .toList();
        throw new BackstayException(new Failure.Refused(
                service.name() + " in " + region,
                "the key lacks " + String.join(", ", denied)
                        + (works.isEmpty() ? "" : "; it has " + String.join(", ", works)),
                "Add the statement below to its policy."));
    }

    /// The statement that is missing in the key's policy, ready to paste; absent when none is.
    @Nullable
    String statement() {
        if (missing.isEmpty()) {
            return null;
        }
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", "ListBackups");
        statement.put("Effect", "Allow");
        statement.put("Action", List.copyOf(missing));
        statement.put("Resource", "*");
        statement.put("Condition", Map.of("StringEquals", Map.of("aws:RequestedRegion", List.copyOf(regions))));
        return Json.pretty(statement);
    }
}
