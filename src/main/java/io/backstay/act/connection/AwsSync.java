package io.backstay.act.connection;

import io.backstay.act.connection.account.AccountSync;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.Listing;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.rds.RdsAccount;
import java.util.ArrayList;
import java.util.List;

/// What is asked of an account of AWS for a listing, and what may be stored of it.
final class AwsSync {
    private final Connection connection;
    private final AwsAccount account;
    private final AwsWay way;

    AwsSync(Connection connection, AwsAccount account, AwsWay way) {
        this.connection = connection;
        this.account = account;
        this.way = way;
    }

    /// Each service of each region on its own.
    List<AccountSync.Part> parts() throws BackstayException {
        AwsAccess access = way.access();
        RdsAccount rds = new RdsAccount(access);
        List<AccountSync.Part> parts = new ArrayList<>();
        for (AwsRegion region : account.places()) {
            parts.add(new AccountSync.Part("RDS in " + region, occasion -> rds.list(region, occasion)));
        }
        return parts;
    }

    /// A key that was bound to one account must not fill the catalogue with another's facts.
    List<Listing.Found> settle(List<Listing.Found> found) throws BackstayException {
        String bound = way.bound();
        for (Listing.Found each : found) {
            String real = each.asset().account();
            if (bound != null && real != null && !real.equals(bound)) {
                throw new BackstayException(new Failure.Refused(
                        "The connection " + connection.name(),
                        "the credential '" + account.reader() + "' is bound to the account " + bound
                                + ", and AWS answers for " + real,
                        "Store the key under the account that it belongs to, or put the right one in."));
            }
        }
        return found;
    }
}
