package org.roundproof.testkit;

import java.util.Optional;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** Skips, visibly, the properties that an implementation cannot be asked for. */
final class SkipUnsupported implements SkipExecutionHook {
    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
        Optional<Requires> requires = context.findAnnotation(Requires.class);
        Optional<Class<?>> container = context.optionalContainerClass();
        if (requires.isEmpty() || container.isEmpty()) {
            return SkipResult.doNotSkip();
        }
        Object test = context.newInstance(container.get());
        if (!(test instanceof ContractBase<?> contract)) {
            return SkipResult.doNotSkip();
        }
        return contract.subject().missing(requires.get()).map(SkipResult::skip).orElseGet(SkipResult::doNotSkip);
    }
}
