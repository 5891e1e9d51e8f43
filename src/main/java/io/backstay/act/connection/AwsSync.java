package io.backstay.act.connection;

import io.backstay.act.connection.account.AccountSync;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.catalogue.Catalogue;
import io.backstay.connect.Listing;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.backup.Joined;
import io.backstay.estate.Asset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What is asked of an account of AWS for a listing, and what may be stored of it.
final class AwsSync {
    private final Connection connection;
    private final AwsAccount account;
    private final AwsWay way;
    private final Catalogue catalogue;

    AwsSync(Connection connection, AwsAccount account, AwsWay way, Catalogue catalogue) {
        this.connection = connection;
        this.account = account;
        this.way = way;
        this.catalogue = catalogue;
    }

    /// Each service of each region on its own.
    List<AccountSync.Part> parts() throws BackstayException {
        AwsAccess access = way.access();
        List<AccountSync.Part> parts = new ArrayList<>();
        for (AwsRegion region : account.places()) {
            for (AwsService service : AwsService.all(access)) {
                parts.add(new AccountSync.Part(
                        service.name() + " in " + region,
                        occasion -> service.asking().list(region, occasion)));
            }
        }
        return parts;
    }

    /// Every asset once. What is known of an asset from its own service is not lost for what AWS Backup alone says
    /// while that service cannot be asked.
    List<Listing.Found> settle(List<Listing.Found> found) throws BackstayException {
        requireOwn(found);
        Set<AssetId> better = catalogue.assets().stream()
                .filter(each -> !Joined.isBackups(each))
                .map(Asset::id)
                .collect(Collectors.toSet());
        return Joined.of(found).stream()
                .filter(each -> !Joined.isBackups(each.asset())
                        || !better.contains(each.asset().id()))
                .toList();
    }

    /// A key that was bound to one account must not fill the catalogue with another's facts.
    private void requireOwn(List<Listing.Found> found) throws BackstayException {
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
    }
}
