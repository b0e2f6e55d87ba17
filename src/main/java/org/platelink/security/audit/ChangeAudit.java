package org.platelink.security.audit;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.persistence.EntityManager;
import jakarta.servlet.http.HttpServletRequest;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.pipeline.TransactionStep;

/**
 * Storage interceptor that records changes within the transaction that makes them: a committed change has its event,
 * and one that was rolled back has none. All changes of a transaction make one event, whoever made them.
 */
@Interceptor(order = InterceptorOrder.CHANGE_AUDIT)
class ChangeAudit {

    static final String WRITTEN_BY_THE_SERVER =
            "The audit trail is written by the server alone; an AuditEvent cannot be sent to it.";

    private final Trail trail;
    private final Appender appender;
    private final NamedPatients patients;
    private final EntityManager entityManager;
    private final TrailState state;

    ChangeAudit(Trail trail, Appender appender, NamedPatients patients, EntityManager entityManager, TrailState state) {
        this.state = state;
        this.trail = trail;
        this.appender = appender;
        this.patients = patients;
        this.entityManager = entityManager;
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void beforeItIsStored(IBaseResource resource) {
        if (resource instanceof AuditEvent) {
            throw new MethodNotAllowedException(WRITTEN_BY_THE_SERVER);
        }
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource, @Nullable RequestDetails request) {
        changes(request).add((Resource) resource, AuditCoding.CREATED);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource resource, @Nullable RequestDetails request) {
        changes(request).add((Resource) resource, AuditCoding.AMENDED);
    }

    /** The change collector of the current transaction. */
    private Changes changes(@Nullable RequestDetails request) {
        Changes changes = TransactionStep.current(Changes.class, () -> begin(request));
        ActingAgent.of(request).ifPresent(changes::by);
        return changes;
    }

    private Changes begin(@Nullable RequestDetails request) {
        state.mustBeWritable();
        HttpServletRequest http = request instanceof ServletRequestDetails client ? client.getServletRequest() : null;
        RequestRecord record = http == null ? null : RequestRecord.of(http);
        Origin origin = record == null || request == null || http == null
                ? ActingAgent.of(request).map(ActingAgent::origin).orElse(Origin.SERVER)
                : record.origin(http, request);
        return new Changes(trail, appender, patients, entityManager, origin, record);
    }
}
