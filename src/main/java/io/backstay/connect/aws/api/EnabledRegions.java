package io.backstay.connect.aws.api;

import io.backstay.base.BackstayException;
import io.backstay.connect.Part;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which regions an account has enabled: those that AWS enables for everybody, and those that somebody opted into
/// (`DescribeRegions` of EC2, API version 2016-11-15).
public final class EnabledRegions {
    /// What it takes.
    public static final String PERMISSION = "ec2:DescribeRegions";

    /// It knows no pages.
    private static final AwsQuery.Dialect EC2 = new AwsQuery.Dialect("ec2", "2016-11-15", "NextToken", "nextToken");

    private static final Map<String, String> ENABLED = Map.of("AllRegions", "false");
    private static final String NOT_ENABLED = "not-opted-in";

    private EnabledRegions() {}

    /// Asks.
    ///
    /// @param region that answers; any one that is enabled
    /// @return their names in order; absent when the key may not ask
    public static @Nullable List<String> of(AwsAccess access, AwsRegion region)
            throws BackstayException, InterruptedException {
        Part<Said> said = new AwsQuery(access, region, EC2).list("DescribeRegions", ENABLED, "regionInfo", Said::of);
        if (said.unread() != null) {
            return null;
        }
        TreeSet<String> names = new TreeSet<>();
        for (Said each : said.items()) {
            if (!NOT_ENABLED.equals(each.status()) && AwsRegion.isName(each.name())) {
                names.add(each.name());
            }
        }
        return List.copyOf(names);
    }

    private record Said(String name, @Nullable String status) {
        static Said of(XmlElement found) throws BackstayException {
            return new Said(found.required("regionName"), found.optional("optInStatus"));
        }
    }
}
