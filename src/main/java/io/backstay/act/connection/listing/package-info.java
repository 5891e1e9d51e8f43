/// What connections list into the catalogue, each kind in its way, with what production could take away of it.
@NullMarked
package io.backstay.act.connection.listing;

import org.jspecify.annotations.NullMarked;
