package org.platelink.platform.hapi.storage;

import ca.uhn.fhir.jpa.model.entity.ResourceHistoryTable;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEntityEvent;
import org.hibernate.event.spi.FlushEntityEventListener;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.hibernate.type.BasicType;

/**
 * Hibernate listener that has each version of a resource inserted with its final values, without an update. HAPI
 * hands the version to Hibernate before it sets the source. Hibernate then inserts the first values and updates them
 * at once: another row, and another entry in each of the table's six indexes, for every result.
 */
final class SingleVersionInsert implements Integrator, FlushEntityEventListener {

    @Override
    public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
        factory.getServiceRegistry()
                .getService(EventListenerRegistry.class)
                .prependListeners(EventType.FLUSH_ENTITY, this);
    }

    @Override
    public void disintegrate(SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {
        // The listener ends with the factory.
    }

    /**
     * The values to be inserted are in the same array that the current state is compared with, so it is brought up to
     * date.
     */
    @Override
    public void onFlushEntity(FlushEntityEvent event) {
        EntityEntry entry = event.getEntityEntry();
        Object[] toBeInserted = entry.getLoadedState();
        if (event.getEntity() instanceof ResourceHistoryTable version
                && !entry.isExistsInDatabase()
                && toBeInserted != null) {
            EntityPersister columns = entry.getPersister();
            for (int i = 0; i < toBeInserted.length; i++) {
                if (columns.getPropertyTypes()[i] instanceof BasicType<?> type) {
                    toBeInserted[i] = type.deepCopy(columns.getValue(version, i), columns.getFactory());
                }
            }
        }
    }
}
