package io.backstay.connect.aws.api;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.util.Map;

/// Whom AWS takes a key for, which anybody may ask of oneself (`GetCallerIdentity`, API version 2011-06-15).
///
/// @param account twelve digits
/// @param arn     such as `arn:aws:iam::123456789012:role/backup-reader`
public record AwsIdentity(String account, String arn) {
    private static final AwsQuery.Dialect STS = new AwsQuery.Dialect("sts", "2011-06-15", "Marker", "Marker");
    private static final String ARN = "arn:aws(-[a-z]+)*:(iam|sts)::[0-9]{12}:[A-Za-z0-9+=,.@_/-]{1,512}";

    /// Asks.
    public static AwsIdentity of(AwsAccess access, AwsRegion region) throws BackstayException, InterruptedException {
        AwsQuery sts = new AwsQuery(access, region, STS);
        XmlElement said = sts.one("GetCallerIdentity", Map.of());
        if (said == null) {
            throw new BackstayException(new Failure.Refused(
                    "AWS", "it does not say whose the key is", "Look at the policies of the account."));
        }
        AwsIdentity identity = new AwsIdentity(said.required("Account"), said.required("Arn"));
        if (!identity.account.matches("[0-9]{12}") || !identity.arn.matches(ARN)) {
            throw new BackstayException(new Failure.Malformed("Whom AWS takes the key for", "it is no identity"));
        }
        return identity;
    }
}
