package io.backstay.connect.aws.rds;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsQuery;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.api.Listing;

/// The databases of an account, as RDS lists them (API version 2014-10-31). Nothing of it can change anything there.
public final class RdsAccount {
    private static final AwsQuery.Dialect RDS = new AwsQuery.Dialect("rds", "2014-10-31", "Marker", "Marker");

    private final AwsAccess access;

    /// @param access in whose name
    public RdsAccount(AwsAccess access) {
        this.access = access;
    }

    /// Lists one region.
    ///
    /// @throws BackstayException when it cannot be asked at all; what the key may not ask is part of the listing
    public Listing list(AwsRegion region, Listing.Occasion occasion, Progress progress)
            throws BackstayException, InterruptedException {
        return new RdsListing(RdsRegion.read(new AwsQuery(access, region, RDS), progress), region, occasion).listing();
    }
}
