package org.roundproof.testkit;

import java.util.Collection;
import java.util.List;
import net.jqwik.api.domains.DomainContextBase;
import net.jqwik.api.providers.ArbitraryProvider;

/**
 * The same as {@link RoundproofProvider} as a domain, for tests that use {@code @Domain(RoundproofDomain.class)}: jqwik then asks
 * this library alone. Add {@code @Domain(DomainContext.Global.class)} for everything else.
 */
public final class RoundproofDomain extends DomainContextBase {
    @Override
    public Collection<ArbitraryProvider> getArbitraryProviders() {
        return List.of(new RoundproofProvider());
    }
}
