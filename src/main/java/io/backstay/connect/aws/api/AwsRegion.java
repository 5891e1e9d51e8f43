package io.backstay.connect.aws.api;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.Endpoint;
import java.util.regex.Pattern;

/// A region of AWS.
///
/// @param name such as `eu-central-1`
public record AwsRegion(String name) {
    private static final int PORT_HTTPS = 443;
    private static final Pattern NAME = Pattern.compile("[a-z]{2}(-[a-z]{2,12}){1,3}-[0-9]{1,2}");

    public AwsRegion {
        if (!isName(name)) {
            throw new IllegalArgumentException("a region of AWS is like eu-central-1, not '" + name + "'");
        }
    }

    /// Whether a region could be called so.
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /// Where the rights of this region's partition are kept, and with which region calls about them are signed.
    public AwsRegion ofIam() {
        return new AwsRegion(
                name.startsWith("cn-") ? "cn-north-1" : name.startsWith("us-gov-") ? "us-gov-west-1" : "us-east-1");
    }

    /// Where a service answers there. A region is letters, digits and dashes, so the host is AWS's whatever it
    /// says.
    ///
    /// @param service as hosts name it, such as `rds`
    public Endpoint endpoint(String service) {
        if (service.equals("iam") && !name.startsWith("cn-")) {
            String host = name.startsWith("us-gov-") ? "iam.us-gov.amazonaws.com" : "iam.amazonaws.com";
            return new Endpoint("https", host, PORT_HTTPS);
        }
        String ending = name.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
        return new Endpoint("https", service + "." + name + ending, PORT_HTTPS);
    }

    /// A region by its name, which stands in somebody's connection.
    ///
    /// @throws BackstayException `BadInput` when no region of AWS can be called so
    public static AwsRegion named(String name) throws BackstayException {
        if (!isName(name)) {
            throw new BackstayException(new Failure.BadInput(
                    "'" + name + "' is no region of AWS.",
                    "Add the connection again with a region such as eu-central-1."));
        }
        return new AwsRegion(name);
    }

    /// How names of resources there begin, after `arn:`.
    public String partition() {
        return name.startsWith("cn-") ? "aws-cn" : name.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    @Override
    public String toString() {
        return name;
    }
}
