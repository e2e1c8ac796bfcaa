// Types of everything that goes over the vendors' wires. Written by scripts/write-specs.ts, from the schemas that phoney
// validates with; it imports nothing. docs/specs.md says how it is used.

/** Any event of any feed, as an address gets it that all feeds share. ASAPP, "Building a Real-Time Event API", section "Customer Requirements". */
export type AsappEvent = AsappActivityEvent | AsappJourneyEvent | AsappQueueEvent;
/** Any event of the activity feed. ASAPP, "Building a Real-Time Event API", section "Activity Feed". */
export type AsappActivityEvent =
  | AsappAgentActivityIdentityUpdated
  | AsappAgentActivityStatusUpdated
  | AsappAgentActivityCapacityUpdated
  | AsappAgentActivityAssignmentLoadUpdated
  | AsappAgentActivityRoutingStatusUpdated
  | AsappAgentActivityPreviousRoutingStatus
  | AsappAgentActivityQueueMembership
  | AsappAgentActivityUtilization5Min
  | AsappUnknownActivity;
/** Who an agent is: names and ids. ASAPP, "Building a Real-Time Event API", section "Activity Feed". */
export type AsappAgentActivityIdentityUpdated = AsappActivityEventFields & {
  event_type: 'agent_activity_identity_updated';
};
/** An agent has another status. ASAPP, "Building a Real-Time Event API", section "Activity Feed". */
export type AsappAgentActivityStatusUpdated = AsappActivityEventFields & {
  event_type: 'agent_activity_status_updated';
};
/** An agent takes another number of contacts at once. ASAPP, "Building a Real-Time Event API", section "Activity Feed". */
export type AsappAgentActivityCapacityUpdated = AsappActivityEventFields & {
  event_type: 'agent_activity_capacity_updated';
};
/** An agent has another number of contacts. ASAPP, "Building a Real-Time Event API", section "Activity Feed". */
export type AsappAgentActivityAssignmentLoadUpdated = AsappActivityEventFields & {
  event_type: 'agent_activity_assignment_load_updated';
};
/** Whether contacts are routed to an agent has changed. ASAPP, "Building a Real-Time Event API", section "Activity Feed". */
export type AsappAgentActivityRoutingStatusUpdated = AsappActivityEventFields & {
  event_type: 'agent_activity_routing_status_updated';
};
/** Which routing status an agent was in before, and how long. ASAPP, "Building a Real-Time Event API", section "Activity Feed". */
export type AsappAgentActivityPreviousRoutingStatus = AsappActivityEventFields & {
  event_type: 'agent_activity_previous_routing_status';
};
/** An agent serves other queues. ASAPP, "Building a Real-Time Event API", section "Activity Feed". */
export type AsappAgentActivityQueueMembership = AsappActivityEventFields & {
  event_type: 'agent_activity_queue_membership';
};
/** How well an agent was used in the last five minutes. ASAPP, "Building a Real-Time Event API", section "Activity Feed". */
export type AsappAgentActivityUtilization5Min = AsappActivityEventFields & {
  event_type: 'agent_activity_utilization_5_min';
};
/** An event of the activity feed whose type the vendor does not tell. ASAPP, "Building a Real-Time Event API", section "Activity Feed". */
export type AsappUnknownActivity = AsappActivityEventFields & {
  event_type: 'UNKNOWN';
};
/** Any event of the journey feed. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappJourneyEvent =
  | AsappIssueCreated
  | AsappIssueEnded
  | AsappIntentChange
  | AsappFirstIntentUpdated
  | AsappIntentPathUpdated
  | AsappNodeVisited
  | AsappLinkResolved
  | AsappFlowSuccess
  | AsappFlowSuccessNegated
  | AsappEndSrsResponse
  | AsappSurveySubmitted
  | AsappConversationEnded
  | AsappCustomerEnded
  | AsappIssueSessionUpdated
  | AsappDetected
  | AsappOpportunityEnded
  | AsappOpportunityEscalated
  | AsappQueued
  | AsappQueueAbandoned
  | AsappTimedOut
  | AsappTextMessage
  | AsappFirstOpportunity
  | AsappQueuedDuration
  | AsappCustomerResponseByOpportunity
  | AsappIssueOpportunityQueueInfoUpdated
  | AsappAssigned
  | AsappAssignmentEnded
  | AsappAgentResponseByOpportunity
  | AsappSupervisorUtteranceByOpportunity
  | AsappAgentFirstResponded
  | AsappIssueAssignmentAgentInfoUpdated
  | AsappLastFlowActionCalled
  | AsappJourneyCustomerParameters
  | AsappFileUploadDetected
  | AsappDisposition
  | AsappLastAssignmentSummary
  | AsappUnknownJourney;
/** A conversation begins. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappIssueCreated = AsappJourneyEventFields & {
  event_type: 'ISSUE_CREATED';
};
/** A conversation is over. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappIssueEnded = AsappJourneyEventFields & {
  event_type: 'ISSUE_ENDED';
};
/** The bot understands that the customer wants something else. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappIntentChange = AsappJourneyEventFields & {
  event_type: 'INTENT_CHANGE';
};
/** The bot understands for the first time what the customer wants. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappFirstIntentUpdated = AsappJourneyEventFields & {
  event_type: 'FIRST_INTENT_UPDATED';
};
/** The intents so far have one more. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappIntentPathUpdated = AsappJourneyEventFields & {
  event_type: 'INTENT_PATH_UPDATED';
};
/** The conversation comes to a step of a flow. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappNodeVisited = AsappJourneyEventFields & {
  event_type: 'NODE_VISITED';
};
/** A link of a flow is followed. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappLinkResolved = AsappJourneyEventFields & {
  event_type: 'LINK_RESOLVED';
};
/** A flow has done what it is for. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappFlowSuccess = AsappJourneyEventFields & {
  event_type: 'FLOW_SUCCESS';
};
/** A flow that counted as a success no longer does. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappFlowSuccessNegated = AsappJourneyEventFields & {
  event_type: 'FLOW_SUCCESS_NEGATED';
};
/** The customer answers whether the bot was of help. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappEndSrsResponse = AsappJourneyEventFields & {
  event_type: 'END_SRS_RESPONSE';
};
/** The customer sends the survey in. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappSurveySubmitted = AsappJourneyEventFields & {
  event_type: 'SURVEY_SUBMITTED';
};
/** Nobody writes in the conversation any more. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappConversationEnded = AsappJourneyEventFields & {
  event_type: 'CONVERSATION_ENDED';
};
/** The customer ends the conversation. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappCustomerEnded = AsappJourneyEventFields & {
  event_type: 'CUSTOMER_ENDED';
};
/** The conversation goes on in another session. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappIssueSessionUpdated = AsappJourneyEventFields & {
  event_type: 'ISSUE_SESSION_UPDATED';
};
/** It is seen that an agent is wanted: an opportunity. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappDetected = AsappJourneyEventFields & {
  event_type: 'DETECTED';
};
/** The request for an agent is over. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappOpportunityEnded = AsappJourneyEventFields & {
  event_type: 'OPPORTUNITY_ENDED';
};
/** The request for an agent goes on to the queues. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappOpportunityEscalated = AsappJourneyEventFields & {
  event_type: 'OPPORTUNITY_ESCALATED';
};
/** The customer waits in a queue. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappQueued = AsappJourneyEventFields & {
  event_type: 'QUEUED';
};
/** The customer gives up waiting. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappQueueAbandoned = AsappJourneyEventFields & {
  event_type: 'QUEUE_ABANDONED';
};
/** The chat ends because nobody wrote. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappTimedOut = AsappJourneyEventFields & {
  event_type: 'TIMED_OUT';
};
/** Somebody writes. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappTextMessage = AsappJourneyEventFields & {
  event_type: 'TEXT_MESSAGE';
};
/** The request for an agent is the first of the conversation. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappFirstOpportunity = AsappJourneyEventFields & {
  event_type: 'FIRST_OPPORTUNITY';
};
/** How long the customer waited in the queue. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappQueuedDuration = AsappJourneyEventFields & {
  event_type: 'QUEUED_DURATION';
};
/** How much the customer wrote to the agent. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappCustomerResponseByOpportunity = AsappJourneyEventFields & {
  event_type: 'CUSTOMER_RESPONSE_BY_OPPORTUNITY';
};
/** What the queue of the request is called. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappIssueOpportunityQueueInfoUpdated = AsappJourneyEventFields & {
  event_type: 'ISSUE_OPPORTUNITY_QUEUE_INFO_UPDATED';
};
/** An agent gets the chat. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappAssigned = AsappJourneyEventFields & {
  event_type: 'ASSIGNED';
};
/** The agent no longer has the chat. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappAssignmentEnded = AsappJourneyEventFields & {
  event_type: 'ASSIGNMENT_ENDED';
};
/** How much the agent wrote to the customer. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappAgentResponseByOpportunity = AsappJourneyEventFields & {
  event_type: 'AGENT_RESPONSE_BY_OPPORTUNITY';
};
/** A supervisor writes in the chat. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappSupervisorUtteranceByOpportunity = AsappJourneyEventFields & {
  event_type: 'SUPERVISOR_UTTERANCE_BY_OPPORTUNITY';
};
/** The agent writes for the first time. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappAgentFirstResponded = AsappJourneyEventFields & {
  event_type: 'AGENT_FIRST_RESPONDED';
};
/** Who the agent is that has the chat. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappIssueAssignmentAgentInfoUpdated = AsappJourneyEventFields & {
  event_type: 'ISSUE_ASSIGNMENT_AGENT_INFO_UPDATED';
};
/** A flow calls an action. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappLastFlowActionCalled = AsappJourneyEventFields & {
  event_type: 'LAST_FLOW_ACTION_CALLED';
};
/** What the company's application tells of the customer. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappJourneyCustomerParameters = AsappJourneyEventFields & {
  event_type: 'JOURNEY_CUSTOMER_PARAMETERS';
};
/** The customer sends a file. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappFileUploadDetected = AsappJourneyEventFields & {
  event_type: 'FILE_UPLOAD_DETECTED';
};
/** The agent records what came of the chat. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappDisposition = AsappJourneyEventFields & {
  event_type: 'DISPOSITION';
};
/** What the chat was about, in a few sentences. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappLastAssignmentSummary = AsappJourneyEventFields & {
  event_type: 'LAST_ASSIGNMENT_SUMMARY';
};
/** An event of the journey feed whose type the vendor does not tell. ASAPP, "Building a Real-Time Event API", section "Journey Feed". */
export type AsappUnknownJourney = AsappJourneyEventFields & {
  event_type: 'UNKNOWN';
};
/** Any event of the queue feed. ASAPP, "Building a Real-Time Event API", section "Queue State Feed". */
export type AsappQueueEvent =
  | AsappQueueInfoUpdated
  | AsappQueueSizeUpdated
  | AsappQueueEstimatedWaitTimeUpdated
  | AsappBusinessHoursSettingsUpdated
  | AsappHolidaySettingsUpdated
  | AsappQueueCappingSettingsUpdated
  | AsappQueueMitigationUpdated
  | AsappQueueAvailabilityUpdated
  | AsappUnknownQueue;
/** What a queue is called. ASAPP, "Building a Real-Time Event API", section "Queue State Feed". */
export type AsappQueueInfoUpdated = AsappQueueEventFields & {
  event_type: 'queue_info_updated';
};
/** Another number of customers wait in a queue. ASAPP, "Building a Real-Time Event API", section "Queue State Feed". */
export type AsappQueueSizeUpdated = AsappQueueEventFields & {
  event_type: 'queue_size_updated';
};
/** Another wait is to be expected in a queue. ASAPP, "Building a Real-Time Event API", section "Queue State Feed". */
export type AsappQueueEstimatedWaitTimeUpdated = AsappQueueEventFields & {
  event_type: 'queue_estimated_wait_time_updated';
};
/** A queue has other business hours. ASAPP, "Building a Real-Time Event API", section "Queue State Feed". */
export type AsappBusinessHoursSettingsUpdated = AsappQueueEventFields & {
  event_type: 'business_hours_settings_updated';
};
/** A queue has other holidays. ASAPP, "Building a Real-Time Event API", section "Queue State Feed". */
export type AsappHolidaySettingsUpdated = AsappQueueEventFields & {
  event_type: 'holiday_settings_updated';
};
/** A queue is capped at other sizes or waits. ASAPP, "Building a Real-Time Event API", section "Queue State Feed". */
export type AsappQueueCappingSettingsUpdated = AsappQueueEventFields & {
  event_type: 'queue_capping_settings_updated';
};
/** Somebody keeps a queue from taking contacts, or no longer does. ASAPP, "Building a Real-Time Event API", section "Queue State Feed". */
export type AsappQueueMitigationUpdated = AsappQueueEventFields & {
  event_type: 'queue_mitigation_updated';
};
/** A queue is open or closed, and why. ASAPP, "Building a Real-Time Event API", section "Queue State Feed". */
export type AsappQueueAvailabilityUpdated = AsappQueueEventFields & {
  event_type: 'queue_availability_updated';
};
/** An event of the queue feed whose type the vendor does not tell. ASAPP, "Building a Real-Time Event API", section "Queue State Feed". */
export type AsappUnknownQueue = AsappQueueEventFields & {
  event_type: 'UNKNOWN';
};

/** What every AsappActivityEvent has. */
export interface AsappActivityEventFields {
  /** Major and minor version of the interface. */
  api_version: string;
  /** Unique to the event; the same on every retry, so that duplicates can be told. */
  event_id: string;
  /** The feed, for routing. */
  name: 'com.asapp.event.activity';
  /** Facts about the event as such. */
  meta_data: {
    /** When this message was made, UTC. */
    create_time: string;
    /** When it happened, UTC; usually some ms before create_time. */
    event_time: string;
    /** The customer's session, which links events; absent for the system's own. */
    session_id?: string;
    /** The conversation that caused the event; ties events together. */
    issue_id?: string;
    /** For filtering. */
    company_subdivision?: string;
    /** Short name of the company; constant for an integration. */
    company_id?: string;
    /** For filtering. */
    company_segments?: string[];
    /** Client type, device and version. */
    client_id?: string;
    /** The client, coarsely. */
    client_type?: 'UNKNOWN' | 'WEB' | 'IOS' | 'ANDROID' | 'SMS' | 'PHONE';
  };
  /** Who the agent is. */
  data: {
    /** Internal id of the agent. */
    rep_id: string;
    /** What the desk handles. */
    desk_mode?: 'UNKNOWN' | 'VOICE' | 'MESSAGING' | 'BLENDED';
    /** The agent's full name. */
    rep_name?: string;
    /** The agent's first name. */
    agent_given_name?: string;
    /** The agent's last name. */
    agent_family_name?: string;
    /** The name that customers see. */
    agent_display_name?: string;
    /** The agent's id in the company's own systems. */
    external_rep_id?: string;
    /** How many contacts at once. */
    max_slots?: number;
    /** The queues that the agent serves. */
    queue_ids?: string[];
    /** Their names, in the same order. */
    queue_names?: string[];
  };
  /** What happened; `UNKNOWN` where the vendor does not say. */
  event_type:
    | 'agent_activity_identity_updated'
    | 'agent_activity_status_updated'
    | 'agent_activity_capacity_updated'
    | 'agent_activity_assignment_load_updated'
    | 'agent_activity_routing_status_updated'
    | 'agent_activity_previous_routing_status'
    | 'agent_activity_queue_membership'
    | 'agent_activity_utilization_5_min'
    | 'UNKNOWN';
  /** What the event says, and what events before it said; absent while there is nothing. */
  details?: {
    /** When the status last changed. */
    status_updated_ts?: string;
    /** The status that the agent chose, or what work makes of it. */
    status_description?: string;
    /** When the routing status last changed. */
    routing_status_updated_ts?: string;
    /** Whether contacts are routed to the agent. */
    routing_status?: 'UNKNOWN' | 'ACTIVE' | 'AWAY' | 'OFFLINE' | 'WRAPPING_UP';
    /** When the number of contacts last changed. */
    assignment_load_updated_ts?: string;
    /** Contacts that the agent has. */
    assigned_customer_ct?: number;
    /** When the routing status before this one ended. */
    previous_routing_status_updated_ts?: string;
    /** The routing status before this one. */
    previous_routing_status?: 'UNKNOWN' | 'ACTIVE' | 'AWAY' | 'OFFLINE' | 'WRAPPING_UP';
    /** Seconds in the routing status before this one. */
    previous_routing_status_duration_sec?: number;
    /** When the routing status before this one began. */
    previous_routing_status_start_ts?: string;
    /** When the utilization was measured. */
    utilization_5_min_updated_ts?: string;
    /** Where the five minutes that were measured begin. */
    utilization_5_min_window_start_ts?: string;
    /** Where they end. */
    utilization_5_min_window_end_ts?: string;
    /** The utilization, whatever the routing status. */
    utilization_5_min_any_status?: {
      /** Seconds of the window in the status. */
      linear_sec: number;
      /** Those of them with at least one contact. */
      linear_utilized_sec: number;
      /** The seconds, each times the slots. */
      cumulative_sec: number;
      /** The seconds, each times the contacts. */
      cumulative_utilized_sec: number;
    };
    /** The utilization while ACTIVE. */
    utilization_5_min_active?: {
      /** Seconds of the window in the status. */
      linear_sec: number;
      /** Those of them with at least one contact. */
      linear_utilized_sec: number;
      /** The seconds, each times the slots. */
      cumulative_sec: number;
      /** The seconds, each times the contacts. */
      cumulative_utilized_sec: number;
    };
    /** The utilization while AWAY. */
    utilization_5_min_away?: {
      /** Seconds of the window in the status. */
      linear_sec: number;
      /** Those of them with at least one contact. */
      linear_utilized_sec: number;
      /** The seconds, each times the slots. */
      cumulative_sec: number;
      /** The seconds, each times the contacts. */
      cumulative_utilized_sec: number;
    };
    /** The utilization while OFFLINE. */
    utilization_5_min_offline?: {
      /** Seconds of the window in the status. */
      linear_sec: number;
      /** Those of them with at least one contact. */
      linear_utilized_sec: number;
      /** The seconds, each times the slots. */
      cumulative_sec: number;
      /** The seconds, each times the contacts. */
      cumulative_utilized_sec: number;
    };
    /** The utilization while WRAPPING_UP. */
    utilization_5_min_wrapping_up?: {
      /** Seconds of the window in the status. */
      linear_sec: number;
      /** Those of them with at least one contact. */
      linear_utilized_sec: number;
      /** The seconds, each times the slots. */
      cumulative_sec: number;
      /** The seconds, each times the contacts. */
      cumulative_utilized_sec: number;
    };
  };
}
/** What every AsappJourneyEvent has. */
export interface AsappJourneyEventFields {
  /** Major and minor version of the interface. */
  api_version: string;
  /** Unique to the event; the same on every retry, so that duplicates can be told. */
  event_id: string;
  /** The feed, for routing. */
  name: 'com.asapp.event.journey';
  /** Facts about the event as such. */
  meta_data: {
    /** When this message was made, UTC. */
    create_time: string;
    /** When it happened, UTC; usually some ms before create_time. */
    event_time: string;
    /** The customer's session, which links events; absent for the system's own. */
    session_id?: string;
    /** The conversation that caused the event; ties events together. */
    issue_id: string;
    /** For filtering. */
    company_subdivision?: string;
    /** Short name of the company; constant for an integration. */
    company_id?: string;
    /** For filtering. */
    company_segments?: string[];
    /** Client type, device and version. */
    client_id?: string;
    /** The client, coarsely. */
    client_type?: 'UNKNOWN' | 'WEB' | 'IOS' | 'ANDROID' | 'SMS' | 'PHONE';
  };
  /** The customer, the opportunity, its queue and its agent. */
  data: {
    /** Internal id of the customer. */
    customer_id?: string;
    /** Why an agent is wanted. */
    opportunity_origin?: 'UNKNOWN' | 'CUSTOMER' | 'BOT' | 'SYSTEM' | 'TRANSFER';
    /** The present or last request for an agent within the issue. */
    opportunity_id?: string;
    /** The queue it was routed to; absent when none. */
    queue_id?: string;
    /** The session of the customer's application. */
    session_id?: string;
    /** What kind of session it is. */
    session_type?: string;
    /** The user of the customer's application. */
    user_id?: string;
    /** What kind of user that is. */
    user_type?: string;
    /** When the session last changed. */
    session_update_ts?: string;
    /** Internal id of the agent; absent while none is assigned. */
    agent_id?: string;
    /** The agent's full name. */
    agent_name?: string;
    /** The agent's first name. */
    agent_given_name?: string;
    /** The agent's last name. */
    agent_family_name?: string;
    /** The name that the customer sees. */
    agent_display_name?: string;
    /** The queue's name. */
    queue_name?: string;
    /** The agent's id in the company's own systems. */
    external_agent_id?: string;
    /** Named by the page's table only: equal to agent_id. */
    rep_id?: string;
    /** Named by the page's table only: equal to queue_id. */
    group_id?: string;
  };
  /** What happened; `UNKNOWN` where the vendor does not say. */
  event_type:
    | 'ISSUE_CREATED'
    | 'ISSUE_ENDED'
    | 'INTENT_CHANGE'
    | 'FIRST_INTENT_UPDATED'
    | 'INTENT_PATH_UPDATED'
    | 'NODE_VISITED'
    | 'LINK_RESOLVED'
    | 'FLOW_SUCCESS'
    | 'FLOW_SUCCESS_NEGATED'
    | 'END_SRS_RESPONSE'
    | 'SURVEY_SUBMITTED'
    | 'CONVERSATION_ENDED'
    | 'CUSTOMER_ENDED'
    | 'ISSUE_SESSION_UPDATED'
    | 'DETECTED'
    | 'OPPORTUNITY_ENDED'
    | 'OPPORTUNITY_ESCALATED'
    | 'QUEUED'
    | 'QUEUE_ABANDONED'
    | 'TIMED_OUT'
    | 'TEXT_MESSAGE'
    | 'FIRST_OPPORTUNITY'
    | 'QUEUED_DURATION'
    | 'CUSTOMER_RESPONSE_BY_OPPORTUNITY'
    | 'ISSUE_OPPORTUNITY_QUEUE_INFO_UPDATED'
    | 'ASSIGNED'
    | 'ASSIGNMENT_ENDED'
    | 'AGENT_RESPONSE_BY_OPPORTUNITY'
    | 'SUPERVISOR_UTTERANCE_BY_OPPORTUNITY'
    | 'AGENT_FIRST_RESPONDED'
    | 'ISSUE_ASSIGNMENT_AGENT_INFO_UPDATED'
    | 'LAST_FLOW_ACTION_CALLED'
    | 'JOURNEY_CUSTOMER_PARAMETERS'
    | 'FILE_UPLOAD_DETECTED'
    | 'DISPOSITION'
    | 'LAST_ASSIGNMENT_SUMMARY'
    | 'UNKNOWN';
  /** What the event says, and what events before it said; absent while there is nothing. */
  details?: {
    /** When the conversation began. */
    issue_start_ts?: string;
    /** What the customer wants, as the bot understands it. */
    intent_code?: string;
    /** The same in the company's words. */
    business_intent_code?: string;
    /** What kind of step of a flow was reached. */
    flow_node_type?: string;
    /** The step. */
    flow_node_name?: string;
    /** Every intent so far, comma-separated. */
    intent_code_path?: string;
    /** Every intent so far in the company's words, comma-separated. */
    business_intent_code_path?: string;
    /** Every flow so far, comma-separated. */
    flow_name_path?: string;
    /** Every flow so far in the company's words, comma-separated. */
    business_flow_name_path?: string;
    /** When the conversation ended. */
    issue_ended_ts?: string;
    /** What the customer answered to the survey. */
    survey_responses?: {
      /** The question as it was put. */
      question?: string;
      /** What the question is about. */
      question_category?: string;
      /** What kind of answer it wants. */
      question_type?: string;
      /** What the customer answered. */
      answer?: string;
      /** The place in the survey. */
      ordering?: number;
    }[];
    /** When the survey was sent in. */
    survey_submit_ts?: string;
    /** When a flow last called an action. */
    last_flow_action_called_ts?: string;
    /** The step that called it. */
    last_flow_action_called_node_name?: string;
    /** The action. */
    last_flow_action_called_action_id?: string;
    /** The action's version. */
    last_flow_action_called_version?: string;
    /** What it was given, by name. */
    last_flow_action_called_inputs?: {
      [k: string]: {
        /** The value, as text. */
        value?: string;
        /** What kind of value it is. */
        value_type?: 'VALUE_TYPE_UNKNOWN' | 'VALUE_TYPE_STRING' | 'VALUE_TYPE_NUMBER' | 'VALUE_TYPE_BOOLEAN';
      };
    };
    /** When it was seen that an agent is wanted. */
    detected_ts?: string;
    /** When the request went on to the queues. */
    escalated_ts?: string;
    /** When the customer began to wait. */
    queued_ts?: string;
    /** When an agent got the chat. */
    assigned_ts?: string;
    /** When the customer gave up waiting. */
    abandoned_ts?: string;
    /** Milliseconds in the queue. */
    queued_ms?: number;
    /** When the request for an agent was over. */
    opportunity_ended_ts?: string;
    /** How the opportunity ended. */
    ended_type?: string;
    /** Spelt as the vendor spells it, without the second n. */
    assigment_ended_ts?: string;
    /** Milliseconds from the assignment to its end. */
    handle_ms?: number;
    /** True: the customer wrote nothing while the agent had the chat. */
    is_ghost_customer?: boolean;
    /** When the agent wrote last. */
    last_agent_utterance_ts?: string;
    /** How often the agent wrote. */
    agent_utterance_ct?: number;
    /** Milliseconds from the assignment to the agent's first message. */
    agent_first_response_ms?: number;
    /** When the chat ended because nobody wrote. */
    timeout_ts?: string;
    /** When the customer wrote last. */
    last_customer_utterance_ts?: string;
    /** How often the customer wrote. */
    customer_utterance_ct?: number;
    /** Whether the matter is settled. */
    is_resolved?: boolean;
    /** When the customer ended the chat. */
    customer_ended_ts?: string;
    /** Value 1 of what the company's application tells of the customer. */
    customer_params_field_01?: string;
    /** Value 2 of what the company's application tells of the customer. */
    customer_params_field_02?: string;
    /** Value 3 of what the company's application tells of the customer. */
    customer_params_field_03?: string;
    /** Value 4 of what the company's application tells of the customer. */
    customer_params_field_04?: string;
    /** Value 5 of what the company's application tells of the customer. */
    customer_params_field_05?: string;
    /** Value 6 of what the company's application tells of the customer. */
    customer_params_field_06?: string;
    /** Value 7 of what the company's application tells of the customer. */
    customer_params_field_07?: string;
    /** Value 8 of what the company's application tells of the customer. */
    customer_params_field_08?: string;
    /** Value 9 of what the company's application tells of the customer. */
    customer_params_field_09?: string;
    /** Value 10 of what the company's application tells of the customer. */
    customer_params_field_10?: string;
    /** Key 1 of what the company's application tells of the customer. */
    customer_params_key_name_01?: string;
    /** Key 2 of what the company's application tells of the customer. */
    customer_params_key_name_02?: string;
    /** Key 3 of what the company's application tells of the customer. */
    customer_params_key_name_03?: string;
    /** Key 4 of what the company's application tells of the customer. */
    customer_params_key_name_04?: string;
    /** Key 5 of what the company's application tells of the customer. */
    customer_params_key_name_05?: string;
    /** Key 6 of what the company's application tells of the customer. */
    customer_params_key_name_06?: string;
    /** Key 7 of what the company's application tells of the customer. */
    customer_params_key_name_07?: string;
    /** Key 8 of what the company's application tells of the customer. */
    customer_params_key_name_08?: string;
    /** Key 9 of what the company's application tells of the customer. */
    customer_params_key_name_09?: string;
    /** Key 10 of what the company's application tells of the customer. */
    customer_params_key_name_10?: string;
    /** The files that the customer sent. */
    uploaded_files_list?: {
      /** The upload. */
      file_upload_event_id?: string;
      /** When the file came. */
      file_upload_ts?: string;
      /** What the file is called. */
      file_name?: string;
      /** What kind of file it is. */
      file_mime_type?:
        | 'UNKNOWN'
        | 'image/jpeg'
        | 'image/png'
        | 'image/gif'
        | 'image/heic'
        | 'image/webp'
        | 'application/pdf'
        | 'text/plain';
      /** How big it is, in megabytes. */
      file_size_mb?: number;
      /** Pixels; absent when it is no picture. */
      file_image_width?: number;
      /** Pixels; absent when it is no picture. */
      file_image_height?: number;
    }[];
    /** When the last assignment's summary was written. */
    last_assignment_summary_ts?: string;
    /** The summary. */
    last_assignment_summary_text?: string;
    /** When the agent recorded what came of it. */
    disposition_ts?: string;
    /** What the agent recorded. */
    disposition_fields?: {
      /** What kind of value it has. */
      field_type?: 'UNKNOWN' | 'CHOICE' | 'TEXT' | 'FLAG';
      /** The field of the disposition. */
      field_name?: string;
      /** What the agent filled in. */
      field_value?: string;
    }[];
  };
}
/** What every AsappQueueEvent has. */
export interface AsappQueueEventFields {
  /** Major and minor version of the interface. */
  api_version: string;
  /** Unique to the event; the same on every retry, so that duplicates can be told. */
  event_id: string;
  /** The feed, for routing. */
  name: 'com.asapp.event.queue';
  /** Facts about the event as such. */
  meta_data: {
    /** When this message was made, UTC. */
    create_time: string;
    /** When it happened, UTC; usually some ms before create_time. */
    event_time: string;
    /** The customer's session, which links events; absent for the system's own. */
    session_id?: string;
    /** The conversation that caused the event; ties events together. */
    issue_id?: string;
    /** For filtering. */
    company_subdivision?: string;
    /** Short name of the company; constant for an integration. */
    company_id?: string;
    /** For filtering. */
    company_segments?: string[];
    /** Client type, device and version. */
    client_id?: string;
    /** The client, coarsely. */
    client_type?: 'UNKNOWN' | 'WEB' | 'IOS' | 'ANDROID' | 'SMS' | 'PHONE';
  };
  /** How the queue is set up. */
  data: {
    /** Internal id of the queue. */
    queue_id: string;
    /** The queue's name. */
    queue_name?: string;
    /** Minutes east of UTC. */
    business_hours_time_zone_offset_minutes?: number;
    /** The time zone of the business hours. */
    business_hours_time_zone_name?: string;
    /** When the queue opens, in minutes since Sunday 0:00. */
    business_hours_start_minutes?: number[];
    /** When it closes, in minutes since Sunday 0:00. */
    business_hours_end_minutes?: number[];
    /** Dates set up as holidays. */
    holiday_closed_dates?: string[];
    /** Whether the queue is capped at all. */
    queue_capping_enabled?: boolean;
    /** Capped above this wait. 0: no threshold. */
    queue_capping_estimated_wait_time_seconds?: number;
    /** Capped from this size on. 0: no threshold. */
    queue_capping_size?: number;
    /** Capped from this size on while no wait can be estimated. 0: no threshold. */
    queue_capping_fallback_size?: number;
    /** Whether the queue is kept from taking contacts by hand. */
    mitigation_status?: 'UNKNOWN' | 'INACTIVE' | 'ACTIVE';
    /** When the schedule last opened the queue. */
    queue_availability_last_scheduled_open_ts?: string;
    /** When the schedule last closed it. */
    queue_availability_last_scheduled_close_ts?: string;
    /** When the schedule opens it next. */
    queue_availability_next_scheduled_open_ts?: string;
    /** When the schedule closes it next. */
    queue_availability_next_scheduled_close_ts?: string;
  };
  /** What happened; `UNKNOWN` where the vendor does not say. */
  event_type:
    | 'queue_info_updated'
    | 'queue_size_updated'
    | 'queue_estimated_wait_time_updated'
    | 'business_hours_settings_updated'
    | 'holiday_settings_updated'
    | 'queue_capping_settings_updated'
    | 'queue_mitigation_updated'
    | 'queue_availability_updated'
    | 'UNKNOWN';
  /** What the event says, and what events before it said; absent while there is nothing. */
  details?: {
    /** How many wait. */
    last_queue_size?: number;
    /** When the size last changed. */
    last_queue_size_ts?: string;
    /** Why it changed. */
    last_queue_size_update_type?:
      'UNKNOWN' | 'ENQUEUED' | 'ASSIGNED' | 'RETURNED' | 'ABANDONED' | 'TRANSFERRED' | 'TIMED_OUT';
    /** When the wait was last estimated. */
    estimated_wait_time_updated_ts?: string;
    /** What somebody at the end of the queue can expect. */
    estimated_wait_time_seconds?: number;
    /** Whether there is enough data for an estimate. */
    estimated_wait_time_is_available?: boolean;
    /** Whether the queue is closed, for whatever reason. */
    queue_availability_is_closed?: boolean;
    /** Whether it is closed because of its business hours. */
    queue_availability_is_closed_by_business_hours?: boolean;
    /** Whether it is closed because of a holiday. */
    queue_availability_is_closed_by_holiday_settings?: boolean;
    /** Whether it is closed because of the wait that it is capped at. */
    queue_availability_is_closed_by_estimated_wait_time_cap?: boolean;
    /** Whether it is closed because of the size that it is capped at. */
    queue_availability_is_closed_by_size_cap?: boolean;
    /** Whether it is closed because of the size that it is capped at while no wait can be estimated. */
    queue_availability_is_closed_by_fallback_size_cap?: boolean;
    /** Whether it is closed because of somebody who closed it by hand. */
    queue_availability_is_closed_by_mitigation?: boolean;
    /** Whether somebody who queues now can expect to wait past closing time. */
    queue_availability_is_estimated_wait_time_after_closed_hours?: boolean;
  };
}

/** Any event, as an address gets it that is both Agent Event URL and Call Event URL. RingCentral, "Understanding the Event Payload". */
export type RingcentralEvent = RingcentralAgentEvent | RingcentralCallEvent;
/** Anything that goes to the Agent Event URL. RingCentral, "Understanding the Event Payload". */
export type RingcentralAgentEvent =
  | RingcentralLogin
  | RingcentralLogout
  | RingcentralAvailable
  | RingcentralLunch
  | RingcentralOnBreak
  | RingcentralTraining
  | RingcentralAway
  | RingcentralTransition
  | RingcentralEngaged
  | RingcentralWorking;
/** An agent can get calls. RingCentral, "Understanding the Event Payload", section "Agent State Events". */
export type RingcentralAvailable = RingcentralStateEventFields & {
  event_type: 'AVAILABLE';
};
/** An agent has lunch. RingCentral, "Understanding the Event Payload", section "Agent State Events". */
export type RingcentralLunch = RingcentralStateEventFields & {
  event_type: 'LUNCH';
};
/** An agent has a break. RingCentral, "Understanding the Event Payload", section "Agent State Events". */
export type RingcentralOnBreak = RingcentralStateEventFields & {
  event_type: 'ON BREAK';
};
/** An agent is trained. RingCentral, "Understanding the Event Payload", section "Agent State Events". */
export type RingcentralTraining = RingcentralStateEventFields & {
  event_type: 'TRAINING';
};
/** An agent is away. RingCentral, "Understanding the Event Payload", section "Agent State Events". */
export type RingcentralAway = RingcentralStateEventFields & {
  event_type: 'AWAY';
};
/** A call is on its way to an agent. RingCentral, "Understanding the Event Payload", section "Agent State Events". */
export type RingcentralTransition = RingcentralStateEventFields & {
  event_type: 'TRANSITION';
};
/** An agent has a call. RingCentral, "Understanding the Event Payload", section "Agent State Events". */
export type RingcentralEngaged = RingcentralStateEventFields & {
  event_type: 'ENGAGED';
};
/** An agent works on after a call. RingCentral, "Understanding the Event Payload", section "Agent State Events". */
export type RingcentralWorking = RingcentralStateEventFields & {
  event_type: 'WORKING';
};
/** Anything that goes to the Call Event URL. RingCentral, "Understanding the Event Payload", section "End Call Events". */
export type RingcentralCallEvent = RingcentralAcdCall | RingcentralVpdCall;
/** An inbound call that came through a queue is over. RingCentral, "Understanding the Event Payload", section "End Call Events". */
export type RingcentralAcdCall =
  | {
      /** The recording (WAV), valid some time after the call; empty when there is none. */
      recording_url: string;
      /** Whole seconds that the caller was in the queue. */
      queue_duration: string;
      /** What the agent noted about the call, if already. */
      agent_disposition: string;
      /** The queue that the caller came through. */
      gate_name: string;
      /** Whole seconds from the start of the call to its end. */
      call_duration: string;
      /** The call, a number of its own. */
      call_id: string;
      /** The account of the agent or of the dialled number. */
      account_id: string;
      /** The queue, or the campaign; 0 when there is none. */
      gate_id: string;
      /** When the call began, in the time zone of the integration. */
      call_start: string;
      /** The number that was dialled. */
      dnis: string;
      /** The caller's number. */
      ani: string;
      /** The agent, a number that stays the same. */
      agent_id: string;
      /** The customer's own id of the agent; null when there is none. */
      external_agent_id: string | null;
      /** The name that the agent logs in with, usually with the account in it. */
      username: string;
      /** The end of an inbound call that came through a queue. */
      event_type: 'ACD-CALL';
      /** An agent spoke to somebody. */
      call_state: 'ANSWERED';
    }
  | {
      /** The recording (WAV), valid some time after the call; empty when there is none. */
      recording_url: string;
      /** Whole seconds that the caller was in the queue. */
      queue_duration: string;
      /** What the agent noted about the call, if already. */
      agent_disposition: string;
      /** The queue that the caller came through. */
      gate_name: string;
      /** Whole seconds from the start of the call to its end. */
      call_duration: string;
      /** The call, a number of its own. */
      call_id: string;
      /** The account of the agent or of the dialled number. */
      account_id: string;
      /** The queue, or the campaign; 0 when there is none. */
      gate_id: string;
      /** When the call began, in the time zone of the integration. */
      call_start: string;
      /** The number that was dialled. */
      dnis: string;
      /** The caller's number. */
      ani: string;
      /** The end of an inbound call that came through a queue. */
      event_type: 'ACD-CALL';
      /** ABANDON: the caller gave up. DEFLECTED: nobody answered. */
      call_state: 'ABANDON' | 'DEFLECTED';
    };
/** An outbound call is over. RingCentral, "Understanding the Event Payload", section "End Call Events". */
export type RingcentralVpdCall =
  | {
      /** The recording (WAV), valid some time after the call; empty when there is none. */
      recording_url: string;
      /** Whole seconds that the caller was in the queue. */
      queue_duration: string;
      /** What the agent noted about the call, if already. */
      agent_disposition: string;
      /** The queue that the caller came through. */
      gate_name: string;
      /** Whole seconds from the start of the call to its end. */
      call_duration: string;
      /** The call, a number of its own. */
      call_id: string;
      /** The account of the agent or of the dialled number. */
      account_id: string;
      /** The queue, or the campaign; 0 when there is none. */
      gate_id: string;
      /** When the call began, in the time zone of the integration. */
      call_start: string;
      /** The number that was dialled. */
      dnis: string;
      /** The caller's number. */
      ani: string;
      /** The agent, a number that stays the same. */
      agent_id: string;
      /** The customer's own id of the agent; null when there is none. */
      external_agent_id: string | null;
      /** The name that the agent logs in with, usually with the account in it. */
      username: string;
      /** The end of an outbound call. */
      event_type: 'VPD-CALL';
      /** An agent spoke to somebody. */
      call_state: 'ANSWERED';
    }
  | {
      /** The recording (WAV), valid some time after the call; empty when there is none. */
      recording_url: string;
      /** Whole seconds that the caller was in the queue. */
      queue_duration: string;
      /** What the agent noted about the call, if already. */
      agent_disposition: string;
      /** The queue that the caller came through. */
      gate_name: string;
      /** Whole seconds from the start of the call to its end. */
      call_duration: string;
      /** The call, a number of its own. */
      call_id: string;
      /** The account of the agent or of the dialled number. */
      account_id: string;
      /** The queue, or the campaign; 0 when there is none. */
      gate_id: string;
      /** When the call began, in the time zone of the integration. */
      call_start: string;
      /** The number that was dialled. */
      dnis: string;
      /** The caller's number. */
      ani: string;
      /** The agent, a number that stays the same. */
      agent_id: string;
      /** The customer's own id of the agent; null when there is none. */
      external_agent_id: string | null;
      /** The name that the agent logs in with, usually with the account in it. */
      username: string;
      /** The end of an outbound call. */
      event_type: 'VPD-CALL';
      /** A machine answered. */
      call_state: 'MACHINE';
    }
  | {
      /** The recording (WAV), valid some time after the call; empty when there is none. */
      recording_url: string;
      /** Whole seconds that the caller was in the queue. */
      queue_duration: string;
      /** What the agent noted about the call, if already. */
      agent_disposition: string;
      /** The queue that the caller came through. */
      gate_name: string;
      /** Whole seconds from the start of the call to its end. */
      call_duration: string;
      /** The call, a number of its own. */
      call_id: string;
      /** The account of the agent or of the dialled number. */
      account_id: string;
      /** The queue, or the campaign; 0 when there is none. */
      gate_id: string;
      /** When the call began, in the time zone of the integration. */
      call_start: string;
      /** The number that was dialled. */
      dnis: string;
      /** The caller's number. */
      ani: string;
      /** The end of an outbound call. */
      event_type: 'VPD-CALL';
      /** Nobody was there for the call. */
      call_state: 'ABANDONED';
    };
/** An agent is in another state. The fields of a call come together, or not at all. RingCentral, "Understanding the Event Payload", section "Agent State Events". */
export type RingcentralStateEvent =
  | RingcentralAvailable
  | RingcentralLunch
  | RingcentralOnBreak
  | RingcentralTraining
  | RingcentralAway
  | RingcentralTransition
  | RingcentralEngaged
  | RingcentralWorking;
/** An agent is in another state: what a subscription brings, with the fields of the WFM event. RingCX, "Agent State Subscription APIs". */
export type RingcxNotification = RingcentralStateEvent;
/** Every subscription of the sub-account. RingCX, "Agent State Subscription APIs". */
export type RingcxSubscriptions = RingcxSubscription[];

/** An agent logs in. RingCentral, "Understanding the Event Payload", section "Agent Login Events". */
export interface RingcentralLogin {
  /** The agent, a number that stays the same. */
  agent_id: string;
  /** Where the agent's calls ring: a number, or the main number with an extension. */
  agent_phone: string;
  /** The address that the agent logged in from. */
  source_ip: string;
  /** The customer's own id of the agent; null when there is none. */
  external_agent_id: string | null;
  /** Whole seconds: of a state event, in the state before; of LOGOUT, online. */
  duration: string;
  /** The log-in that this belongs to: another for each of the agent's log-ins. */
  agent_login_id: string;
  /** The account of the agent or of the dialled number. */
  account_id: string;
  /** When it happened, in the time zone of the integration. */
  date_time: string;
  /** The name that the agent logs in with, usually with the account in it. */
  username: string;
  /** An agent logged in. */
  event_type: 'LOGIN';
}
/** An agent logs out. RingCentral, "Understanding the Event Payload", section "Agent Logoff Events". */
export interface RingcentralLogout {
  /** The agent, a number that stays the same. */
  agent_id: string;
  /** Where the agent's calls ring: a number, or the main number with an extension. */
  agent_phone: string;
  /** The address that the agent logged in from. */
  source_ip: string;
  /** The customer's own id of the agent; null when there is none. */
  external_agent_id: string | null;
  /** Whole seconds: of a state event, in the state before; of LOGOUT, online. */
  duration: string;
  /** The log-in that this belongs to: another for each of the agent's log-ins. */
  agent_login_id: string;
  /** The account of the agent or of the dialled number. */
  account_id: string;
  /** When it happened, in the time zone of the integration. */
  date_time: string;
  /** The name that the agent logs in with, usually with the account in it. */
  username: string;
  /** An agent logged out. */
  event_type: 'LOGOUT';
}
/** What every RingcentralStateEvent has. */
export interface RingcentralStateEventFields {
  /** The agent, a number that stays the same. */
  agent_id: string;
  /** Where the agent's calls ring: a number, or the main number with an extension. */
  agent_phone: string;
  /** The address that the agent logged in from. */
  source_ip: string;
  /** The customer's own id of the agent; null when there is none. */
  external_agent_id: string | null;
  /** Whole seconds: of a state event, in the state before; of LOGOUT, online. */
  duration: string;
  /** The log-in that this belongs to: another for each of the agent's log-ins. */
  agent_login_id: string;
  /** The account of the agent or of the dialled number. */
  account_id: string;
  /** When it happened, in the time zone of the integration. */
  date_time: string;
  /** The name that the agent logs in with, usually with the account in it. */
  username: string;
  /** The state before. */
  prev_state:
    'LOGIN' | 'AVAILABLE' | 'LUNCH' | 'ON BREAK' | 'TRAINING' | 'AWAY' | 'TRANSITION' | 'ENGAGED' | 'WORKING';
  /** The name of the state before, as the agent saw it. */
  prev_aux_state: string;
  /** The state now; of a custom state, the base state it is mapped to. */
  event_type: 'AVAILABLE' | 'LUNCH' | 'ON BREAK' | 'TRAINING' | 'AWAY' | 'TRANSITION' | 'ENGAGED' | 'WORKING';
  /** The name of the state, as the agent sees it; empty in an automatic one. */
  event_aux_type: string;
  /** Whether the call before still waits for its disposition. */
  pending_disp: '0' | '1';
  /** The call, once it is connected. */
  call_id?: string;
  /** The queue, or the campaign, that the call came from; 0 when there is none. */
  call_source_id?: string;
  /** The queue's or the campaign's name. */
  call_source_name?: string;
  /** The number that was dialled to reach the queue; ACD only. */
  dnis?: string;
  /** ACD: inbound through a queue. VPD: dialled for a campaign. */
  call_type?: 'ACD' | 'VPD';
}
/** What a system wants that subscribes, or changes its subscription. RingCX, "Agent State Subscription APIs". */
export interface RingcxSubscriptionRequest {
  /** Its name, unique among the active ones of the sub-account. */
  subscriptionName: string;
  /** What it is for. */
  description?: string | null;
  /** How many more times a notification is tried; 3 where nothing is said. */
  retryCount?: number | null;
  /** Where notifications go: https:, or http: to the same machine. It is validated first. */
  notificationUrl: string;
  /** The authentication that notifications are to carry. */
  authConfigId?: string | null;
  /** Whether it notifies; true where nothing is said. */
  active?: boolean | null;
  /** Headers that notifications are to carry. */
  customHeaders?: {
    [k: string]: string;
  } | null;
  /** When it expires, epoch seconds, not in the past; 0 for never. */
  expiresAt?: number | null;
}
/** A subscription as it stands. RingCX, "Agent State Subscription APIs". */
export interface RingcxSubscription {
  /** The subscription. */
  subscriptionId: string;
  /** The account. */
  mainAccountId: string;
  /** The sub-account. */
  subAccountId: string;
  /** Its name, unique among the active ones of the sub-account. */
  subscriptionName: string;
  /** What it is for, if that was said. */
  description: string | null;
  /** Where notifications go. */
  notificationUrl: string;
  /** The authentication that notifications carry, if any. */
  authConfigId: string | null;
  /** Whether it notifies; not once it has expired. */
  active: boolean;
  /** How many more times a notification is tried. */
  maxRetryCount: number;
  /** Headers that notifications carry. */
  customHeaders: {
    [k: string]: string;
  };
  /** When it expires, epoch seconds; 0 for never. */
  expiresAt: number;
  /** Who made it. */
  createdBy: string;
  /** When it was made, UTC. */
  createdAt: string;
  /** Who changed it last. */
  updatedBy: string;
  /** When it was changed last, UTC. */
  updatedAt: string;
}
/** Why a request is refused. RingCX, "Agent State Subscription APIs". */
export interface RingcxRefusal {
  /** What is wrong, for programs. */
  errorCode: string;
  /** What is wrong, for people. */
  generalMessage: string;
  /** When, epoch ms. */
  timestamp: number;
}
/** The receiver did not pass the validation. RingCX, "Agent State Subscription APIs". */
export interface RingcxInvalidReceiver {
  /** What is wrong, for programs. */
  errorCode: 'SUB-525';
  /** What is wrong, for people. */
  message: string;
}

/**
 * What the method MessageReceived of a client is called with. Enreach, "Websocket API (RTE)", section "MessageReceived".
 *
 * @minItems 1
 * @maxItems 1
 */
export type EnreachMessageReceivedArguments = [EnreachMessage];
/** Any event: the data of a message. Enreach, "Websocket API (RTE)", section "MessageReceived". */
export type EnreachEvent =
  | EnreachUserAlert
  | EnreachUserAvailability
  | EnreachUserCallAvailableForMonitoring
  | EnreachUserCallInArrived
  | EnreachUserCallInComing
  | EnreachUserCallInDisconnected
  | EnreachUserCallInOverflow
  | EnreachUserCallInTransferCancelled
  | EnreachUserCallInTransferConnected
  | EnreachUserCallInTransferStarted
  | EnreachUserCallInUserAllocated
  | EnreachUserCallInUserCancelled
  | EnreachUserCallInUserConnected
  | EnreachUserCallInUserOverflow
  | EnreachUserCallOutConnected
  | EnreachUserCallOutDisconnected
  | EnreachUserSetting
  | EnreachUserStatus
  | EnreachUserSupervisionStatus
  | EnreachUserWrapUpEnabled
  | EnreachUserWrapUpStarted
  | EnreachUserWrapUpTerminated
  | EnreachQueueCallInArrived
  | EnreachQueueCallInComing
  | EnreachQueueCallInDisconnected
  | EnreachQueueCallInOverflow
  | EnreachQueueCallInTransferCancelled
  | EnreachQueueCallInTransferConnected
  | EnreachQueueCallInTransferStarted
  | EnreachQueueStatus
  | EnreachCallbackChanged;
/** Any event: the data of a message. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "MessageReceived". */
export type EnreachDotnetEvent =
  | EnreachDotnetUserAlert
  | EnreachDotnetUserAvailability
  | EnreachDotnetUserCallAvailableForMonitoring
  | EnreachDotnetUserCallInArrived
  | EnreachDotnetUserCallInComing
  | EnreachDotnetUserCallInDisconnected
  | EnreachDotnetUserCallInOverflow
  | EnreachDotnetUserCallInTransferCancelled
  | EnreachDotnetUserCallInTransferConnected
  | EnreachDotnetUserCallInTransferStarted
  | EnreachDotnetUserCallInUserAllocated
  | EnreachDotnetUserCallInUserCancelled
  | EnreachDotnetUserCallInUserConnected
  | EnreachDotnetUserCallInUserOverflow
  | EnreachDotnetUserCallOutConnected
  | EnreachDotnetUserCallOutDisconnected
  | EnreachDotnetUserSetting
  | EnreachDotnetUserStatus
  | EnreachDotnetUserSupervisionStatus
  | EnreachDotnetUserWrapUpEnabled
  | EnreachDotnetUserWrapUpStarted
  | EnreachDotnetUserWrapUpTerminated
  | EnreachDotnetQueueCallInArrived
  | EnreachDotnetQueueCallInComing
  | EnreachDotnetQueueCallInDisconnected
  | EnreachDotnetQueueCallInOverflow
  | EnreachDotnetQueueCallInTransferCancelled
  | EnreachDotnetQueueCallInTransferConnected
  | EnreachDotnetQueueCallInTransferStarted
  | EnreachDotnetQueueStatus
  | EnreachDotnetCallbackChanged;
/** Events of entities. Enreach, "Websocket API (RTE)", section "EntitySubscription". */
export type EnreachEntitySubscriptions = EnreachEntitySubscription[];
/**
 * What Subscribe is called with. Enreach, "Websocket API (RTE)", section "Hub Methods".
 *
 * @minItems 1
 * @maxItems 1
 */
export type EnreachSubscribeArguments = [EnreachEntitySubscriptions];
/**
 * What Unsubscribe is called with. Enreach, "Websocket API (RTE)", section "Hub Methods".
 *
 * @minItems 1
 * @maxItems 1
 */
export type EnreachUnsubscribeArguments = [EnreachEntitySubscriptions];
/**
 * What UnsubscribeAll is called with. Enreach, "Websocket API (RTE)", section "Hub Methods".
 *
 * @maxItems 0
 */
export type EnreachUnsubscribeAllArguments = [];
/**
 * What AvailableSubscriptions is called with. Enreach, "Websocket API (RTE)", section "Hub Methods".
 *
 * @maxItems 0
 */
export type EnreachAvailableSubscriptionsArguments = [];
/**
 * What ActiveSubscriptions is called with. Enreach, "Websocket API (RTE)", section "Hub Methods".
 *
 * @maxItems 0
 */
export type EnreachActiveSubscriptionsArguments = [];
/** What Subscribe answers, item by item. Enreach, "Websocket API (RTE)", section "Hub Methods". */
export type EnreachSubscribeResult = EnreachSubscriptionResult[];
/** What Unsubscribe answers, item by item. Enreach, "Websocket API (RTE)", section "Hub Methods". */
export type EnreachUnsubscribeResult = EnreachSubscriptionResult[];
/** What UnsubscribeAll answers. Enreach, "Websocket API (RTE)", section "Hub Methods". */
export type EnreachUnsubscribeAllResult = true;
/** What AvailableSubscriptions answers. Enreach, "Websocket API (RTE)", section "Hub Methods". */
export type EnreachAvailableSubscriptionsResult = (
  | 'UserAlert'
  | 'UserAvailability'
  | 'UserCallAvailableForMonitoring'
  | 'UserCallInArrived'
  | 'UserCallInComing'
  | 'UserCallInDisconnected'
  | 'UserCallInOverflow'
  | 'UserCallInTransferCancelled'
  | 'UserCallInTransferConnected'
  | 'UserCallInTransferStarted'
  | 'UserCallInUserAllocated'
  | 'UserCallInUserCancelled'
  | 'UserCallInUserConnected'
  | 'UserCallInUserOverflow'
  | 'UserCallOutConnected'
  | 'UserCallOutDisconnected'
  | 'UserSetting'
  | 'UserStatus'
  | 'UserSupervisionStatus'
  | 'UserWrapUpEnabled'
  | 'UserWrapUpStarted'
  | 'UserWrapUpTerminated'
  | 'QueueCallInArrived'
  | 'QueueCallInComing'
  | 'QueueCallInDisconnected'
  | 'QueueCallInOverflow'
  | 'QueueCallInTransferCancelled'
  | 'QueueCallInTransferConnected'
  | 'QueueCallInTransferStarted'
  | 'QueueStatus'
  | 'CallbackChanged'
)[];
/** What ActiveSubscriptions answers. Enreach, "Websocket API (RTE)", section "Hub Methods". */
export type EnreachActiveSubscriptionsResult = EnreachSubscription[];

/** An event, and the subscription that it comes of. Enreach, "Websocket API (RTE)", section "MessageReceived". */
export interface EnreachMessage {
  subscription: EnreachSubscription;
  data: EnreachEvent;
}
/** What a client has asked for. Enreach, "Websocket API (RTE)", section "Subscription". */
export interface EnreachSubscription {
  /** The subscription; every client has its own. */
  id: string;
  /** Whether it is for every organisation; never. */
  allRootEntities: boolean;
  /** The organisation. */
  rootEntityId: string;
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  organizationId: string;
  /** The event type, as the page writes it. */
  eventType: string;
  /** What kind of thing was subscribed to. */
  entityType: 'User' | 'Queue' | 'CallList';
  /** The user, queue or call list. */
  entityId: string;
  /** Whether it is for every entity; never. */
  allEntities: boolean;
}
/** An alert on a service pool that the user defined has gone off. Enreach, "Websocket API (RTE)", section "Event: UserAlert". */
export interface EnreachUserAlert {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserAlert';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The alert. */
  alertId: string;
  /** The user. */
  userId: string;
  /** The organisation. */
  organizationId: string;
  /** The condition that came true. */
  conditionName: string;
  /** The value that it compares with. */
  conditionValue: string;
  /** The condition as a whole. */
  conditionExpression: string;
  /** The value that it met. */
  value: string;
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** What the user chose to be, until when. Enreach, "Websocket API (RTE)", section "Event: UserAvailability". */
export interface EnreachUserAvailability {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserAvailability';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The user. */
  userId: string;
  /** The organisation. */
  organizationId: string;
  /** The user’s sign-in name. */
  userName: string;
  /** The profile of the availability. */
  profileId: string;
  /** What the user chose to be. */
  availability: 'Available' | 'Busy' | 'DoNotDisturb' | 'OffWork' | 'BRB' | 'Away';
  /** Since when. */
  startTime: string;
  /** Until when; `DateTime.MaxValue` when it is open. */
  endTime: string;
  /** The user’s own words, if any. */
  note: string | null;
  /** Where the change came from. */
  eventSource: string;
  /** Where calls go meanwhile, if anywhere. */
  transferNumber: string | null;
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** There is a call of a user that a supervisor may supervise. Enreach, "Websocket API (RTE)", section "Event: UserCallAvailableForMonitoring". */
export interface EnreachUserCallAvailableForMonitoring {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserCallAvailableForMonitoring';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The user whose call it is. */
  targetUserId: string;
  /** That user’s sign-in name. */
  targetUserName: string;
  /** The organisation. */
  organizationId: string;
  /** The supervisor. */
  supervisorUserId: string;
  /** The supervisor’s sign-in name. */
  supervisorUserName: string;
  /** The service queue’s name, if the call came through one. */
  queueName: string | null;
  /** The service queue, if the call came through one. */
  queueId: string | null;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The leg that was forked to the user. */
  agentLegId: string;
  /** The number from which the supervisor’s call will come. */
  supervisorTerminalNumber: string;
  /** The number to dial in order to supervise. */
  supervisionCallInNumber: string;
  /** What kind of call it is. */
  callType: 'servicecall' | 'directcall' | 'callout';
  /** Who called. */
  callerNumber: string;
  /** When the user answered. */
  connectedToAgentTime: string;
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** An incoming call is for the user, and is to be allocated. Enreach, "Websocket API (RTE)", section "Event: UserCallInArrived". */
export interface EnreachUserCallInArrived {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserCallInArrived';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The user. */
  userId: string;
  /** The organisation. */
  organizationId: string;
  /** The user’s sign-in name. */
  userName: string;
  /** Who called first. */
  callerNumber: string;
  /** What was dialled first. */
  targetNumber: string;
  /** How public the user’s direct calls are. */
  publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** A direct call to the user came in. Enreach, "Websocket API (RTE)", section "Event: UserCallInComing". */
export interface EnreachUserCallInComing {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserCallInComing';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The user. */
  userId: string;
  /** The organisation. */
  organizationId: string;
  /** The user’s sign-in name. */
  username: string;
  /** Who called first. */
  callerNumber: string;
  /** What was dialled first. */
  targetNumber: string;
  /** How public the user’s direct calls are. */
  publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** An incoming call that the user had is over. Enreach, "Websocket API (RTE)", section "Event: UserCallInDisconnected". */
export interface EnreachUserCallInDisconnected {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserCallInDisconnected';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The user. */
  userId: string;
  /** The organisation. */
  organizationId: string;
  /** The user’s sign-in name. */
  username: string;
  /** Which side ended it. */
  reason: 'remote' | 'local';
  /** The technical queue at that moment, if any. */
  techQueueId: string | null;
  /** The technical cause, such as a SIP one. */
  techReason: string;
  /** Who called first. */
  callerNumber: string;
  /** What was dialled first. */
  targetNumber: string;
  /** How public the user’s direct calls are. */
  publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** An incoming call goes on from the user to the next target of the routing. Enreach, "Websocket API (RTE)", section "Event: UserCallInOverflow". */
export interface EnreachUserCallInOverflow {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserCallInOverflow';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The user. */
  userId: string;
  /** The organisation. */
  organizationId: string;
  /** The user’s sign-in name. */
  username: string;
  /** What the caller is connected to at the moment. */
  connectedTarget: string | null;
  /** What kind of thing the call overflows from. */
  techSource: string;
  /** The technical queue, which may be another than the service queue. */
  techQueueId: string;
  /** Its name. */
  techQueueName: string;
  /** The step of the routing that lets it overflow. */
  overflowApplet: string;
  /** Why; only the table names it. */
  overflowReason?:
    | 'NoAvailableProviders'
    | 'QueueFull'
    | 'UserActivelyDeclined'
    | 'QueueClosed'
    | 'MaxWaitTimeExceeded'
    | 'NoAnswer'
    | 'Busy'
    | 'DoNotDisturb'
    | 'OffWork';
  /** By which kind of rule; only the table names it. */
  overflowType?:
    | 'AdHoc_1'
    | 'ServiceOpen'
    | 'QueueHandler'
    | 'QueueOverflowDefault'
    | 'UserTransferAll'
    | 'ActPreEnter'
    | 'TerminationHandling';
  /** The number that it overflows from. */
  techNumber: string;
  /** What made it overflow. */
  techEvent: string;
  /** Who called first. */
  callerNumber: string;
  /** What was dialled first. */
  targetNumber: string;
  /** How public the user’s direct calls are. */
  publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** A transfer of an incoming call of the user came to nothing. Enreach, "Websocket API (RTE)", section "Event: UserCallInTransferCancelled". */
export interface EnreachUserCallInTransferCancelled {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserCallInTransferCancelled';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The user. */
  userId: string;
  /** The organisation. */
  organizationId: string;
  /** The user’s sign-in name. */
  username: string;
  /** The technical queue, which may be another than the service queue. */
  techQueueId: string;
  /** Its name. */
  techQueueName: string;
  /** The step of the routing that transfers. */
  transferApplet: string;
  /** What kind of thing transfers. */
  techSource: string;
  /** Why. */
  reason: string;
  /** The reason in other words, if there is one. */
  detailedReason: string | null;
  /** Who called first. */
  callerNumber: string;
  /** What was dialled first. */
  targetNumber: string;
  /** How public the user’s direct calls are. */
  publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** An incoming call of the user was transferred, and somebody answered. Enreach, "Websocket API (RTE)", section "Event: UserCallInTransferConnected". */
export interface EnreachUserCallInTransferConnected {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserCallInTransferConnected';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The user. */
  userId: string;
  /** The organisation. */
  organizationId: string;
  /** The user’s sign-in name. */
  username: string;
  /** Who answered: an id or a phone number. */
  connectedTarget: string;
  /** Who or what transfers: an id or a phone number. */
  transferSource: string;
  /** The technical queue, which may be another than the service queue. */
  techQueueId: string;
  /** Its name. */
  techQueueName: string;
  /** The step of the routing that transfers. */
  transferApplet: string;
  /** What kind of thing transfers. */
  techSource: string;
  /** Who called first. */
  callerNumber: string;
  /** What was dialled first. */
  targetNumber: string;
  /** How public the user’s direct calls are. */
  publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** An incoming call of the user is being transferred. Enreach, "Websocket API (RTE)", section "Event: UserCallInTransferStarted". */
export interface EnreachUserCallInTransferStarted {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserCallInTransferStarted';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The user. */
  userId: string;
  /** The organisation. */
  organizationId: string;
  /** The user’s sign-in name. */
  username: string;
  /** Where it is sent: an id or a phone number. */
  transferTarget: string;
  /** Who or what transfers: an id or a phone number. */
  transferSource: string;
  /** The technical queue, which may be another than the service queue. */
  techQueueId: string;
  /** Its name. */
  techQueueName: string;
  /** The step of the routing that transfers. */
  transferApplet: string;
  /** What kind of thing transfers. */
  techSource: string;
  /** Who called first. */
  callerNumber: string;
  /** What was dialled first. */
  targetNumber: string;
  /** How public the user’s direct calls are. */
  publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** An incoming call rings at the user. Enreach, "Websocket API (RTE)", section "Event: UserCallInUserAllocated". */
export interface EnreachUserCallInUserAllocated {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserCallInUserAllocated';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The user. */
  userId: string;
  /** The organisation. */
  organizationId: string;
  /** The user’s sign-in name. */
  userName: string;
  /** The number at which the user is called. */
  userNumber: string;
  /** The reason in other words, if there is one. */
  detailedReason: string | null;
  /** Who called first. */
  callerNumber: string;
  /** What was dialled first. */
  targetNumber: string;
  /** How public the user’s direct calls are. */
  publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** An incoming call no longer rings at the user. Enreach, "Websocket API (RTE)", section "Event: UserCallInUserCancelled". */
export interface EnreachUserCallInUserCancelled {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserCallInUserCancelled';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The user. */
  userId: string;
  /** The organisation. */
  organizationId: string;
  /** The user’s sign-in name. */
  userName: string;
  /** Why the allocation ended. */
  reason: string;
  /** The reason in other words, if there is one. */
  detailedReason: string | null;
  /** Who called first. */
  callerNumber: string;
  /** What was dialled first. */
  targetNumber: string;
  /** How public the user’s direct calls are. */
  publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** The user has answered an incoming call. Enreach, "Websocket API (RTE)", section "Event: UserCallInUserConnected". */
export interface EnreachUserCallInUserConnected {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserCallInUserConnected';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The leg that was forked to the user. */
  agentLegId: string;
  /** The user. */
  userId: string;
  /** The organisation. */
  organizationId: string;
  /** The user’s sign-in name. */
  userName: string;
  /** The number at which the user is called. */
  userNumber: string;
  /** Who called first. */
  callerNumber: string;
  /** What was dialled first. */
  targetNumber: string;
  /** How public the user’s direct calls are. */
  publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** An incoming call that was for the user goes elsewhere. Enreach, "Websocket API (RTE)", section "Event: UserCallInUserOverflow". */
export interface EnreachUserCallInUserOverflow {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserCallInUserOverflow';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The user. */
  userId: string;
  /** The organisation. */
  organizationId: string;
  /** The user’s sign-in name. */
  username: string;
  /** Why the user does not get it. */
  reason:
    | 'AVAActiveProfile'
    | 'BusyForTechnicalError'
    | 'DND'
    | 'OffWork'
    | 'NoAnswer'
    | 'InterruptOverflow'
    | 'BusyOnBusy'
    | 'TransferAll'
    | 'BlindTransfer';
  /** Where it goes: an id or a phone number. */
  target: string;
  /** Who called first. */
  callerNumber: string;
  /** What was dialled first. */
  targetNumber: string;
  /** How public the user’s direct calls are. */
  publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** An outgoing call of the user was answered. Enreach, "Websocket API (RTE)", section "Event: UserCallOutConnected". */
export interface EnreachUserCallOutConnected {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserCallOutConnected';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The user. */
  userId: string;
  /** The organisation. */
  organizationId: string;
  /** The user’s sign-in name. */
  userName: string;
  /** Who called first. */
  callerNumber: string;
  /** What was dialled first. */
  targetNumber: string;
  /** How public the user’s direct calls are. */
  publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** An outgoing call of the user is over. Enreach, "Websocket API (RTE)", section "Event: UserCallOutDisconnected". */
export interface EnreachUserCallOutDisconnected {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserCallOutDisconnected';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The user. */
  userId: string;
  /** The organisation. */
  organizationId: string;
  /** The user’s sign-in name. */
  userName: string;
  /** Which side ended it. */
  reason: 'remote' | 'local';
  /** The technical cause, such as a SIP one. */
  techReason: string;
  /** Who called first. */
  callerNumber: string;
  /** What was dialled first. */
  targetNumber: string;
  /** How public the user’s direct calls are. */
  publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** A setting of the user has changed. Enreach, "Websocket API (RTE)", section "Event: UserSetting". */
export interface EnreachUserSetting {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserSetting';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The user. */
  userId: string;
  /** The organisation. */
  organizationId: string;
  /** The setting. */
  keyword: string;
  /** Its value, if it has one. */
  value: string | null;
  /** Its values, if it has several. */
  values: {
    [k: string]: string;
  } | null;
  /** The values that it may have, if they are limited. */
  allowedValues: {
    [k: string]: string;
  } | null;
  /** Whether it is gone. */
  deleted: boolean;
  /** Who may change it. */
  level: 'Undefined' | 'User' | 'Administrator' | 'System';
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** The user as the queues see them. Enreach, "Websocket API (RTE)", section "Event: UserStatus". */
export interface EnreachUserStatus {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserStatus';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
  /** The user. */
  userId: string;
  /** The organisation. */
  organizationId: string;
  /** Whether a call could be allocated now, all things considered. */
  canBeAllocatedTo: boolean;
  /** Whether there is a call, from its allocation on. */
  talking: boolean;
  /** When `Talking` changed last, if ever. */
  talkingStatusChanged?: string | null;
  /** The service queue of the call at hand, if any. */
  activeQueueId: string | null;
  /** Whether the availability is Available. */
  available: boolean;
  /** Whether the availability is not OffWork. */
  schedule: boolean;
  /** Whether the user serves queues. */
  serving: boolean;
  /** How many terminals are in use. */
  serviceTerminals: number;
  /** How many queues the user serves now. */
  activeQueues: number;
  /** How many calls are on hold. */
  parkedCalls: number;
  /** When the wrap-up began, if there is one. */
  wrapUpStart?: string | null;
  /** When the wrap-up ends at the latest, if there is one. */
  wrapUpEnd: string | null;
  /** Whether the user serves call lists. */
  servingCallback: boolean;
  /** Whether the user picks calls by hand. */
  fetchMode: boolean;
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
}
/** How far a supervision is. Enreach, "Websocket API (RTE)", section "Event: UserSupervisionStatus". */
export interface EnreachUserSupervisionStatus {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserSupervisionStatus';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The user whose call it is. */
  targetUserId: string;
  /** That user’s sign-in name. */
  targetUserName: string;
  /** The organisation. */
  organizationId: string;
  /** The supervisor. */
  supervisorUserId: string;
  /** The supervisor’s sign-in name. */
  supervisorUserName: string;
  /** The service queue’s name, if the call came through one. */
  queueName: string | null;
  /** The service queue, if the call came through one. */
  queueId: string | null;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The supervisor’s own leg, once there is one. */
  supervisorLegId: string | null;
  /** How far the supervision is. */
  state: 0 | 1 | 2 | 3 | 4;
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** The call that was just answered will have a wrap-up. Enreach, "Websocket API (RTE)", section "Event: UserWrapUpEnabled". */
export interface EnreachUserWrapUpEnabled {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserWrapUpEnabled';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The user. */
  userId: string;
  /** The service queue of the call. */
  queueId: string;
  /** The organisation. */
  organizationId: string;
  /** How long it may last, in seconds. */
  maxWrapUpDurationSec: number;
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** The wrap-up after a call begins. Enreach, "Websocket API (RTE)", section "Event: UserWrapUpStarted". */
export interface EnreachUserWrapUpStarted {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserWrapUpStarted';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The user. */
  userId: string;
  /** The service queue of the call. */
  queueId: string;
  /** The organisation. */
  organizationId: string;
  /** How long it may last, in seconds. */
  maxWrapUpDurationSec: number;
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** The wrap-up after a call is over. Enreach, "Websocket API (RTE)", section "Event: UserWrapUpTerminated". */
export interface EnreachUserWrapUpTerminated {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'UserWrapUpTerminated';
  /** What kind of thing was subscribed to. */
  entityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The user. */
  userId: string;
  /** The organisation. */
  organizationId: string;
  /** The service queue of the call. */
  queueId: string;
  /** Whether the user or the time limit ended it. */
  reason: 'manual' | 'timer';
  /** How long it lasted, in seconds. */
  elapsedTimeSec: number;
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** The queue took the call. Enreach, "Websocket API (RTE)", section "Event: QueueCallInArrived". */
export interface EnreachQueueCallInArrived {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'QueueCallInArrived';
  /** What kind of thing was subscribed to. */
  entityType: 'Queue';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The service queue that the call visited last. */
  queueId: string;
  /** The organisation. */
  organizationId: string;
  /** Its name. */
  queueName: string;
  /** The number of the queue. */
  queueNumber: string;
  /** Who called first. */
  callerNumber: string;
  /** What was dialled first. */
  targetNumber: string;
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** A call reached the queue's door. Enreach, "Websocket API (RTE)", section "Event: QueueCallInComing". */
export interface EnreachQueueCallInComing {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'QueueCallInComing';
  /** What kind of thing was subscribed to. */
  entityType: 'Queue';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The service queue that the call visited last. */
  queueId: string;
  /** The organisation. */
  organizationId: string;
  /** Its name. */
  queueName: string;
  /** The number of the queue. */
  queueNumber: string;
  /** Who called first. */
  callerNumber: string;
  /** What was dialled first. */
  targetNumber: string;
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** A call that no user has is over. Enreach, "Websocket API (RTE)", section "Event: QueueCallInDisconnected". */
export interface EnreachQueueCallInDisconnected {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'QueueCallInDisconnected';
  /** What kind of thing was subscribed to. */
  entityType: 'Queue';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The service queue that the call visited last. */
  queueId: string;
  /** The organisation. */
  organizationId: string;
  /** Its name. */
  queueName: string;
  /** Which side ended it. */
  reason: 'remote' | 'local';
  /** The technical queue at that moment, if any. */
  techQueueId: string | null;
  /** The technical cause. */
  techReason: string;
  /** Who called first. */
  callerNumber: string;
  /** What was dialled first. */
  targetNumber: string;
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** A call goes on from the queue to the next target of the routing. Enreach, "Websocket API (RTE)", section "Event: QueueCallInOverflow". */
export interface EnreachQueueCallInOverflow {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'QueueCallInOverflow';
  /** What kind of thing was subscribed to. */
  entityType: 'Queue';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The service queue that the call visited last. */
  queueId: string;
  /** The organisation. */
  organizationId: string;
  /** Its name. */
  queueName: string;
  /** The technical queue, which may be another than the service queue. */
  techQueueId: string;
  /** Its name. */
  techQueueName: string;
  /** The step of the routing that lets it overflow. */
  overflowApplet: string;
  /** Why; only the table names it. */
  overflowReason?:
    | 'NoAvailableProviders'
    | 'QueueFull'
    | 'UserActivelyDeclined'
    | 'QueueClosed'
    | 'MaxWaitTimeExceeded'
    | 'NoAnswer'
    | 'Busy'
    | 'DoNotDisturb'
    | 'OffWork';
  /** By which kind of rule; only the table names it. */
  overflowType?:
    | 'AdHoc_1'
    | 'ServiceOpen'
    | 'QueueHandler'
    | 'QueueOverflowDefault'
    | 'UserTransferAll'
    | 'ActPreEnter'
    | 'TerminationHandling';
  /** What kind of thing the call overflows from. */
  techSource: string;
  /** The number that it overflows from, if any. */
  techNumber: string | null;
  /** What made it overflow. */
  techEvent: string;
  /** Who called first. */
  callerNumber: string;
  /** What was dialled first. */
  targetNumber: string;
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** A transfer of a call of the queue came to nothing. Enreach, "Websocket API (RTE)", section "Event: QueueCallInTransferCancelled". */
export interface EnreachQueueCallInTransferCancelled {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'QueueCallInTransferCancelled';
  /** What kind of thing was subscribed to. */
  entityType: 'Queue';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The service queue that the call visited last. */
  queueId: string;
  /** The organisation. */
  organizationId: string;
  /** Its name. */
  queueName: string;
  /** The technical queue, which may be another than the service queue. */
  techQueueId: string;
  /** Its name. */
  techQueueName: string;
  /** The step of the routing that transfers. */
  transferApplet: string;
  /** What kind of thing transfers. */
  techSource: string;
  /** Why it came to nothing. */
  reason: string;
  /** The reason in other words, if there is one. */
  detailedReason: string | null;
  /** Who called first. */
  callerNumber: string;
  /** What was dialled first. */
  targetNumber: string;
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** A call of the queue was transferred, and somebody answered. Enreach, "Websocket API (RTE)", section "Event: QueueCallInTransferConnected". */
export interface EnreachQueueCallInTransferConnected {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'QueueCallInTransferConnected';
  /** What kind of thing was subscribed to. */
  entityType: 'Queue';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The service queue that the call visited last. */
  queueId: string;
  /** The organisation. */
  organizationId: string;
  /** Its name. */
  queueName: string;
  /** Who answered: an id or a phone number. */
  connectedTarget: string;
  /** The technical queue, which may be another than the service queue. */
  techQueueId: string;
  /** Its name. */
  techQueueName: string;
  /** The step of the routing that transfers. */
  transferApplet: string;
  /** What kind of thing transfers. */
  techSource: string;
  /** Who called first. */
  callerNumber: string;
  /** What was dialled first. */
  targetNumber: string;
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** A call of the queue is being transferred. Enreach, "Websocket API (RTE)", section "Event: QueueCallInTransferStarted". */
export interface EnreachQueueCallInTransferStarted {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'QueueCallInTransferStarted';
  /** What kind of thing was subscribed to. */
  entityType: 'Queue';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** The call; the same in all its events. */
  callId: string;
  /** The caller’s leg of the call; the same in all its events. */
  legId: string;
  /** The service queue that the call visited last. */
  queueId: string;
  /** The organisation. */
  organizationId: string;
  /** Its name. */
  queueName: string;
  /** Where it is sent: an id or a phone number. */
  transferTarget: string;
  /** Who or what transfers: an id or a phone number. */
  transferSource: string;
  /** The technical queue, which may be another than the service queue. */
  techQueueId: string;
  /** Its name. */
  techQueueName: string;
  /** The step of the routing that transfers. */
  transferApplet: string;
  /** What kind of thing transfers. */
  techType: string;
  /** Who called first. */
  callerNumber: string;
  /** What was dialled first. */
  targetNumber: string;
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
}
/** How many call, wait and serve in a queue; sent periodically, when it is not what it was. Enreach, "Websocket API (RTE)", section "Event: QueueStatus". */
export interface EnreachQueueStatus {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'QueueStatus';
  /** What kind of thing was subscribed to. */
  entityType: 'Queue';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
  /** The service queue. */
  queueId: string;
  /** The organisation. */
  organizationId: string;
  /** Its name. */
  queueName: string;
  /** Agents who are signed in and serve the queue. */
  nbrOfProviders: number;
  /** Calls: waiting, allocated and connected. */
  nbrOfRequesters: number;
  /** Agents signed in and not away. */
  nbrOfServingAgentsEstimate: number;
  /** Calls that ring at an agent. */
  nbrOfAllocated: number;
  /** Calls in conversation. */
  nbrOfConnected: number;
  /** Calls that wait. */
  nbrOfQueuingRequesters: number;
  /** Calls that no agent has answered: waiting and allocated. */
  nbrOfNotServedRequesters: number;
  /** Agents who chose to be away. */
  nbrOfAgentsLongTermAway: number;
  /** Agents who are busy with a call or the work after one. */
  nbrOfAgentsShortTermAway: number;
  /** Agents to whom a call could be allocated now. */
  nbrOfAgentsImmediatelyFree: number;
  /** Agents who serve the queue, away or not. */
  nbrOfAgentsCheckedInQueue: number;
  /** Agents in the work after a call. */
  nbrOfAgentsOnWrapUp: number;
  /** Agents who pick calls by hand. */
  nbrOfAgentsOnFetchMode: number;
  /** How long the first in the queue has waited, in seconds (a setting). */
  maxWaitTime: number;
  /** Whether the queue is open. */
  openStatus: 0 | 1 | 2 | 3 | 4 | 5 | 6;
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
}
/** A request to be called back was opened, changed or closed. Enreach, "Websocket API (RTE)", section "Event: CallbackChanged". */
export interface EnreachCallbackChanged {
  /** What everything belongs to: an organisation. */
  rootEntityType: 'Organization';
  /** The organisation. */
  rootEntityId: string;
  /** What happened. */
  eventType: 'CallbackChanged';
  /** What kind of thing was subscribed to. */
  entityType: 'CallList';
  /** What was subscribed to: a user, a queue or a call list. */
  entityId: string;
  /** How long the message is of interest; -1 is for ever. */
  messageTTLSeconds: number;
  /** The request. */
  callBackId: string;
  /** The list that it is on. */
  callListId: string;
  /** The organisation. */
  organizationId: string;
  /** When it changed last. */
  modified: string;
  /** The user who is to handle it, if any. */
  assignedUserId: string | null;
  /** The user who tried last, if any. */
  lastAttemptUserId: string | null;
  /** The user who changed it last; null while it is new. */
  lastModifiedUserId: string | null;
  /** What came of the last try: 1 reached, 2 not reached. */
  lastAttemptTypeId: number | null;
  /** Who wants to be called. */
  contactName: string | null;
  /** The number to call. */
  contactNumber: string;
  /** What the contact left as a message, if anything. */
  contactMessage: string | null;
  /** The users’ own notes, if any. */
  note: string | null;
  /** The queue that it came in through, if any. */
  queueId: string | null;
  /** The name of what it came in through. */
  channelIn: string | null;
  /** When it was opened. */
  creationTime: string;
  /** Whether this event says that it was opened. */
  created: boolean;
  /** Whether it is closed. */
  isClosed: boolean;
  /** The recording, if there is one. */
  recordingId: string | null;
  /** 1 asked for, 2 overflown call, 3 entered by hand. */
  typeId: 0 | 1 | 2 | 3;
  /** When it is to be handled, if there is such a time. */
  dueDate: string | null;
  /** The call that it came from, if any. */
  callId: string | null;
  /** The recording’s transcript, if there is one. */
  transcriptId: string | null;
  /** How it was classified, if it was. */
  classificationId: string | null;
  /** When it closes by itself, if it does. */
  expiryDate: string | null;
  /** When it was last tried, if ever. */
  lastAttemptTimestamp: string | null;
  /** The words on the last try, if any. */
  lastAttemptNote: string | null;
  /** Its place among the others. */
  calculatedPriority: string | null;
  /** When it may be handled at the earliest, if there is such a time. */
  notBefore: string | null;
  /** Every try so far, the first first. */
  callbackAttempts:
    | {
        /** Who called back. */
        userId: string;
        /** When. */
        timestamp: string;
        /** What came of it: see LastAttemptTypeId. */
        typeId: number;
        /** The user’s words on it, if any. */
        note: string | null;
      }[]
    | null;
  /** Further fields, name by name. */
  callbackExtras:
    | {
        /** What the field is called. */
        name: string;
        /** What it says, if anything. */
        value: string | null;
      }[]
    | null;
  /** Other requests that belong to it. */
  callbackRelatedItems:
    | {
        /** The other request. */
        callBackId: string;
        /** The list that it is on. */
        callListId: string;
      }[]
    | null;
  /** The event’s own id. */
  id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  timestamp: string;
}
/** An event, and the subscription that it comes of. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "MessageReceived". */
export interface EnreachDotnetMessage {
  Subscription: EnreachDotnetSubscription;
  Data: EnreachDotnetEvent;
}
/** What a client has asked for. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Subscription". */
export interface EnreachDotnetSubscription {
  /** The subscription; every client has its own. */
  Id: string;
  /** Whether it is for every organisation; never. */
  AllRootEntities: boolean;
  /** The organisation. */
  RootEntityId: string;
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  OrganizationId: string;
  /** The event type, as the page writes it. */
  EventType: string;
  /** What kind of thing was subscribed to. */
  EntityType: 'User' | 'Queue' | 'CallList';
  /** The user, queue or call list. */
  EntityId: string;
  /** Whether it is for every entity; never. */
  AllEntities: boolean;
}
/** An alert on a service pool that the user defined has gone off. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserAlert". */
export interface EnreachDotnetUserAlert {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserAlert';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The alert. */
  AlertId: string;
  /** The user. */
  UserId: string;
  /** The organisation. */
  OrganizationId: string;
  /** The condition that came true. */
  ConditionName: string;
  /** The value that it compares with. */
  ConditionValue: string;
  /** The condition as a whole. */
  ConditionExpression: string;
  /** The value that it met. */
  Value: string;
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** What the user chose to be, until when. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserAvailability". */
export interface EnreachDotnetUserAvailability {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserAvailability';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The user. */
  UserId: string;
  /** The organisation. */
  OrganizationId: string;
  /** The user’s sign-in name. */
  UserName: string;
  /** The profile of the availability. */
  ProfileId: string;
  /** What the user chose to be. */
  Availability: 'Available' | 'Busy' | 'DoNotDisturb' | 'OffWork' | 'BRB' | 'Away';
  /** Since when. */
  StartTime: string;
  /** Until when; `DateTime.MaxValue` when it is open. */
  EndTime: string;
  /** The user’s own words, if any. */
  Note: string | null;
  /** Where the change came from. */
  EventSource: string;
  /** Where calls go meanwhile, if anywhere. */
  TransferNumber: string | null;
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** There is a call of a user that a supervisor may supervise. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserCallAvailableForMonitoring". */
export interface EnreachDotnetUserCallAvailableForMonitoring {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserCallAvailableForMonitoring';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The user whose call it is. */
  TargetUserId: string;
  /** That user’s sign-in name. */
  TargetUserName: string;
  /** The organisation. */
  OrganizationId: string;
  /** The supervisor. */
  SupervisorUserId: string;
  /** The supervisor’s sign-in name. */
  SupervisorUserName: string;
  /** The service queue’s name, if the call came through one. */
  QueueName: string | null;
  /** The service queue, if the call came through one. */
  QueueId: string | null;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The leg that was forked to the user. */
  AgentLegId: string;
  /** The number from which the supervisor’s call will come. */
  SupervisorTerminalNumber: string;
  /** The number to dial in order to supervise. */
  SupervisionCallInNumber: string;
  /** What kind of call it is. */
  CallType: 'servicecall' | 'directcall' | 'callout';
  /** Who called. */
  CallerNumber: string;
  /** When the user answered. */
  ConnectedToAgentTime: string;
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** An incoming call is for the user, and is to be allocated. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserCallInArrived". */
export interface EnreachDotnetUserCallInArrived {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserCallInArrived';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The user. */
  UserId: string;
  /** The organisation. */
  OrganizationId: string;
  /** The user’s sign-in name. */
  UserName: string;
  /** Who called first. */
  CallerNumber: string;
  /** What was dialled first. */
  TargetNumber: string;
  /** How public the user’s direct calls are. */
  Publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** A direct call to the user came in. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserCallInComing". */
export interface EnreachDotnetUserCallInComing {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserCallInComing';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The user. */
  UserId: string;
  /** The organisation. */
  OrganizationId: string;
  /** The user’s sign-in name. */
  Username: string;
  /** Who called first. */
  CallerNumber: string;
  /** What was dialled first. */
  TargetNumber: string;
  /** How public the user’s direct calls are. */
  Publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** An incoming call that the user had is over. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserCallInDisconnected". */
export interface EnreachDotnetUserCallInDisconnected {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserCallInDisconnected';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The user. */
  UserId: string;
  /** The organisation. */
  OrganizationId: string;
  /** The user’s sign-in name. */
  Username: string;
  /** Which side ended it. */
  Reason: 'remote' | 'local';
  /** The technical queue at that moment, if any. */
  TechQueueId: string | null;
  /** The technical cause, such as a SIP one. */
  TechReason: string;
  /** Who called first. */
  CallerNumber: string;
  /** What was dialled first. */
  TargetNumber: string;
  /** How public the user’s direct calls are. */
  Publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** An incoming call goes on from the user to the next target of the routing. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserCallInOverflow". */
export interface EnreachDotnetUserCallInOverflow {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserCallInOverflow';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The user. */
  UserId: string;
  /** The organisation. */
  OrganizationId: string;
  /** The user’s sign-in name. */
  Username: string;
  /** What the caller is connected to at the moment. */
  ConnectedTarget: string | null;
  /** What kind of thing the call overflows from. */
  TechSource: string;
  /** The technical queue, which may be another than the service queue. */
  TechQueueId: string;
  /** Its name. */
  TechQueueName: string;
  /** The step of the routing that lets it overflow. */
  OverflowApplet: string;
  /** Why; only the table names it. */
  OverflowReason?:
    | 'NoAvailableProviders'
    | 'QueueFull'
    | 'UserActivelyDeclined'
    | 'QueueClosed'
    | 'MaxWaitTimeExceeded'
    | 'NoAnswer'
    | 'Busy'
    | 'DoNotDisturb'
    | 'OffWork';
  /** By which kind of rule; only the table names it. */
  OverflowType?:
    | 'AdHoc_1'
    | 'ServiceOpen'
    | 'QueueHandler'
    | 'QueueOverflowDefault'
    | 'UserTransferAll'
    | 'ActPreEnter'
    | 'TerminationHandling';
  /** The number that it overflows from. */
  TechNumber: string;
  /** What made it overflow. */
  TechEvent: string;
  /** Who called first. */
  CallerNumber: string;
  /** What was dialled first. */
  TargetNumber: string;
  /** How public the user’s direct calls are. */
  Publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** A transfer of an incoming call of the user came to nothing. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserCallInTransferCancelled". */
export interface EnreachDotnetUserCallInTransferCancelled {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserCallInTransferCancelled';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The user. */
  UserId: string;
  /** The organisation. */
  OrganizationId: string;
  /** The user’s sign-in name. */
  Username: string;
  /** The technical queue, which may be another than the service queue. */
  TechQueueId: string;
  /** Its name. */
  TechQueueName: string;
  /** The step of the routing that transfers. */
  TransferApplet: string;
  /** What kind of thing transfers. */
  TechSource: string;
  /** Why. */
  Reason: string;
  /** The reason in other words, if there is one. */
  DetailedReason: string | null;
  /** Who called first. */
  CallerNumber: string;
  /** What was dialled first. */
  TargetNumber: string;
  /** How public the user’s direct calls are. */
  Publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** An incoming call of the user was transferred, and somebody answered. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserCallInTransferConnected". */
export interface EnreachDotnetUserCallInTransferConnected {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserCallInTransferConnected';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The user. */
  UserId: string;
  /** The organisation. */
  OrganizationId: string;
  /** The user’s sign-in name. */
  Username: string;
  /** Who answered: an id or a phone number. */
  ConnectedTarget: string;
  /** Who or what transfers: an id or a phone number. */
  TransferSource: string;
  /** The technical queue, which may be another than the service queue. */
  TechQueueId: string;
  /** Its name. */
  TechQueueName: string;
  /** The step of the routing that transfers. */
  TransferApplet: string;
  /** What kind of thing transfers. */
  TechSource: string;
  /** Who called first. */
  CallerNumber: string;
  /** What was dialled first. */
  TargetNumber: string;
  /** How public the user’s direct calls are. */
  Publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** An incoming call of the user is being transferred. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserCallInTransferStarted". */
export interface EnreachDotnetUserCallInTransferStarted {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserCallInTransferStarted';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The user. */
  UserId: string;
  /** The organisation. */
  OrganizationId: string;
  /** The user’s sign-in name. */
  Username: string;
  /** Where it is sent: an id or a phone number. */
  TransferTarget: string;
  /** Who or what transfers: an id or a phone number. */
  TransferSource: string;
  /** The technical queue, which may be another than the service queue. */
  TechQueueId: string;
  /** Its name. */
  TechQueueName: string;
  /** The step of the routing that transfers. */
  TransferApplet: string;
  /** What kind of thing transfers. */
  TechSource: string;
  /** Who called first. */
  CallerNumber: string;
  /** What was dialled first. */
  TargetNumber: string;
  /** How public the user’s direct calls are. */
  Publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** An incoming call rings at the user. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserCallInUserAllocated". */
export interface EnreachDotnetUserCallInUserAllocated {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserCallInUserAllocated';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The user. */
  UserId: string;
  /** The organisation. */
  OrganizationId: string;
  /** The user’s sign-in name. */
  UserName: string;
  /** The number at which the user is called. */
  UserNumber: string;
  /** The reason in other words, if there is one. */
  DetailedReason: string | null;
  /** Who called first. */
  CallerNumber: string;
  /** What was dialled first. */
  TargetNumber: string;
  /** How public the user’s direct calls are. */
  Publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** An incoming call no longer rings at the user. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserCallInUserCancelled". */
export interface EnreachDotnetUserCallInUserCancelled {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserCallInUserCancelled';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The user. */
  UserId: string;
  /** The organisation. */
  OrganizationId: string;
  /** The user’s sign-in name. */
  UserName: string;
  /** Why the allocation ended. */
  Reason: string;
  /** The reason in other words, if there is one. */
  DetailedReason: string | null;
  /** Who called first. */
  CallerNumber: string;
  /** What was dialled first. */
  TargetNumber: string;
  /** How public the user’s direct calls are. */
  Publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** The user has answered an incoming call. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserCallInUserConnected". */
export interface EnreachDotnetUserCallInUserConnected {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserCallInUserConnected';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The leg that was forked to the user. */
  AgentLegId: string;
  /** The user. */
  UserId: string;
  /** The organisation. */
  OrganizationId: string;
  /** The user’s sign-in name. */
  UserName: string;
  /** The number at which the user is called. */
  UserNumber: string;
  /** Who called first. */
  CallerNumber: string;
  /** What was dialled first. */
  TargetNumber: string;
  /** How public the user’s direct calls are. */
  Publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** An incoming call that was for the user goes elsewhere. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserCallInUserOverflow". */
export interface EnreachDotnetUserCallInUserOverflow {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserCallInUserOverflow';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The user. */
  UserId: string;
  /** The organisation. */
  OrganizationId: string;
  /** The user’s sign-in name. */
  Username: string;
  /** Why the user does not get it. */
  Reason:
    | 'AVAActiveProfile'
    | 'BusyForTechnicalError'
    | 'DND'
    | 'OffWork'
    | 'NoAnswer'
    | 'InterruptOverflow'
    | 'BusyOnBusy'
    | 'TransferAll'
    | 'BlindTransfer';
  /** Where it goes: an id or a phone number. */
  Target: string;
  /** Who called first. */
  CallerNumber: string;
  /** What was dialled first. */
  TargetNumber: string;
  /** How public the user’s direct calls are. */
  Publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** An outgoing call of the user was answered. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserCallOutConnected". */
export interface EnreachDotnetUserCallOutConnected {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserCallOutConnected';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The user. */
  UserId: string;
  /** The organisation. */
  OrganizationId: string;
  /** The user’s sign-in name. */
  UserName: string;
  /** Who called first. */
  CallerNumber: string;
  /** What was dialled first. */
  TargetNumber: string;
  /** How public the user’s direct calls are. */
  Publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** An outgoing call of the user is over. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserCallOutDisconnected". */
export interface EnreachDotnetUserCallOutDisconnected {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserCallOutDisconnected';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The user. */
  UserId: string;
  /** The organisation. */
  OrganizationId: string;
  /** The user’s sign-in name. */
  UserName: string;
  /** Which side ended it. */
  Reason: 'remote' | 'local';
  /** The technical cause, such as a SIP one. */
  TechReason: string;
  /** Who called first. */
  CallerNumber: string;
  /** What was dialled first. */
  TargetNumber: string;
  /** How public the user’s direct calls are. */
  Publicity?: 'Undefined' | 'Public' | 'Private';
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** A setting of the user has changed. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserSetting". */
export interface EnreachDotnetUserSetting {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserSetting';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The user. */
  UserId: string;
  /** The organisation. */
  OrganizationId: string;
  /** The setting. */
  Keyword: string;
  /** Its value, if it has one. */
  Value: string | null;
  /** Its values, if it has several. */
  Values: {
    [k: string]: string;
  } | null;
  /** The values that it may have, if they are limited. */
  AllowedValues: {
    [k: string]: string;
  } | null;
  /** Whether it is gone. */
  Deleted: boolean;
  /** Who may change it. */
  Level: 'Undefined' | 'User' | 'Administrator' | 'System';
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** The user as the queues see them. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserStatus". */
export interface EnreachDotnetUserStatus {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserStatus';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
  /** The user. */
  UserId: string;
  /** The organisation. */
  OrganizationId: string;
  /** Whether a call could be allocated now, all things considered. */
  CanBeAllocatedTo: boolean;
  /** Whether there is a call, from its allocation on. */
  Talking: boolean;
  /** When `Talking` changed last, if ever. */
  TalkingStatusChanged?: string | null;
  /** The service queue of the call at hand, if any. */
  ActiveQueueId: string | null;
  /** Whether the availability is Available. */
  Available: boolean;
  /** Whether the availability is not OffWork. */
  Schedule: boolean;
  /** Whether the user serves queues. */
  Serving: boolean;
  /** How many terminals are in use. */
  ServiceTerminals: number;
  /** How many queues the user serves now. */
  ActiveQueues: number;
  /** How many calls are on hold. */
  ParkedCalls: number;
  /** When the wrap-up began, if there is one. */
  WrapUpStart?: string | null;
  /** When the wrap-up ends at the latest, if there is one. */
  WrapUpEnd: string | null;
  /** Whether the user serves call lists. */
  ServingCallback: boolean;
  /** Whether the user picks calls by hand. */
  FetchMode: boolean;
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
}
/** How far a supervision is. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserSupervisionStatus". */
export interface EnreachDotnetUserSupervisionStatus {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserSupervisionStatus';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The user whose call it is. */
  TargetUserId: string;
  /** That user’s sign-in name. */
  TargetUserName: string;
  /** The organisation. */
  OrganizationId: string;
  /** The supervisor. */
  SupervisorUserId: string;
  /** The supervisor’s sign-in name. */
  SupervisorUserName: string;
  /** The service queue’s name, if the call came through one. */
  QueueName: string | null;
  /** The service queue, if the call came through one. */
  QueueId: string | null;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The supervisor’s own leg, once there is one. */
  SupervisorLegId: string | null;
  /** How far the supervision is. */
  State: 0 | 1 | 2 | 3 | 4;
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** The call that was just answered will have a wrap-up. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserWrapUpEnabled". */
export interface EnreachDotnetUserWrapUpEnabled {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserWrapUpEnabled';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The user. */
  UserId: string;
  /** The service queue of the call. */
  QueueId: string;
  /** The organisation. */
  OrganizationId: string;
  /** How long it may last, in seconds. */
  MaxWrapUpDurationSec: number;
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** The wrap-up after a call begins. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserWrapUpStarted". */
export interface EnreachDotnetUserWrapUpStarted {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserWrapUpStarted';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The user. */
  UserId: string;
  /** The service queue of the call. */
  QueueId: string;
  /** The organisation. */
  OrganizationId: string;
  /** How long it may last, in seconds. */
  MaxWrapUpDurationSec: number;
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** The wrap-up after a call is over. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: UserWrapUpTerminated". */
export interface EnreachDotnetUserWrapUpTerminated {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'UserWrapUpTerminated';
  /** What kind of thing was subscribed to. */
  EntityType: 'User';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The user. */
  UserId: string;
  /** The organisation. */
  OrganizationId: string;
  /** The service queue of the call. */
  QueueId: string;
  /** Whether the user or the time limit ended it. */
  Reason: 'manual' | 'timer';
  /** How long it lasted, in seconds. */
  ElapsedTimeSec: number;
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** The queue took the call. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: QueueCallInArrived". */
export interface EnreachDotnetQueueCallInArrived {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'QueueCallInArrived';
  /** What kind of thing was subscribed to. */
  EntityType: 'Queue';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The service queue that the call visited last. */
  QueueId: string;
  /** The organisation. */
  OrganizationId: string;
  /** Its name. */
  QueueName: string;
  /** The number of the queue. */
  QueueNumber: string;
  /** Who called first. */
  CallerNumber: string;
  /** What was dialled first. */
  TargetNumber: string;
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** A call reached the queue's door. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: QueueCallInComing". */
export interface EnreachDotnetQueueCallInComing {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'QueueCallInComing';
  /** What kind of thing was subscribed to. */
  EntityType: 'Queue';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The service queue that the call visited last. */
  QueueId: string;
  /** The organisation. */
  OrganizationId: string;
  /** Its name. */
  QueueName: string;
  /** The number of the queue. */
  QueueNumber: string;
  /** Who called first. */
  CallerNumber: string;
  /** What was dialled first. */
  TargetNumber: string;
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** A call that no user has is over. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: QueueCallInDisconnected". */
export interface EnreachDotnetQueueCallInDisconnected {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'QueueCallInDisconnected';
  /** What kind of thing was subscribed to. */
  EntityType: 'Queue';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The service queue that the call visited last. */
  QueueId: string;
  /** The organisation. */
  OrganizationId: string;
  /** Its name. */
  QueueName: string;
  /** Which side ended it. */
  Reason: 'remote' | 'local';
  /** The technical queue at that moment, if any. */
  TechQueueId: string | null;
  /** The technical cause. */
  TechReason: string;
  /** Who called first. */
  CallerNumber: string;
  /** What was dialled first. */
  TargetNumber: string;
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** A call goes on from the queue to the next target of the routing. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: QueueCallInOverflow". */
export interface EnreachDotnetQueueCallInOverflow {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'QueueCallInOverflow';
  /** What kind of thing was subscribed to. */
  EntityType: 'Queue';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The service queue that the call visited last. */
  QueueId: string;
  /** The organisation. */
  OrganizationId: string;
  /** Its name. */
  QueueName: string;
  /** The technical queue, which may be another than the service queue. */
  TechQueueId: string;
  /** Its name. */
  TechQueueName: string;
  /** The step of the routing that lets it overflow. */
  OverflowApplet: string;
  /** Why; only the table names it. */
  OverflowReason?:
    | 'NoAvailableProviders'
    | 'QueueFull'
    | 'UserActivelyDeclined'
    | 'QueueClosed'
    | 'MaxWaitTimeExceeded'
    | 'NoAnswer'
    | 'Busy'
    | 'DoNotDisturb'
    | 'OffWork';
  /** By which kind of rule; only the table names it. */
  OverflowType?:
    | 'AdHoc_1'
    | 'ServiceOpen'
    | 'QueueHandler'
    | 'QueueOverflowDefault'
    | 'UserTransferAll'
    | 'ActPreEnter'
    | 'TerminationHandling';
  /** What kind of thing the call overflows from. */
  TechSource: string;
  /** The number that it overflows from, if any. */
  TechNumber: string | null;
  /** What made it overflow. */
  TechEvent: string;
  /** Who called first. */
  CallerNumber: string;
  /** What was dialled first. */
  TargetNumber: string;
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** A transfer of a call of the queue came to nothing. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: QueueCallInTransferCancelled". */
export interface EnreachDotnetQueueCallInTransferCancelled {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'QueueCallInTransferCancelled';
  /** What kind of thing was subscribed to. */
  EntityType: 'Queue';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The service queue that the call visited last. */
  QueueId: string;
  /** The organisation. */
  OrganizationId: string;
  /** Its name. */
  QueueName: string;
  /** The technical queue, which may be another than the service queue. */
  TechQueueId: string;
  /** Its name. */
  TechQueueName: string;
  /** The step of the routing that transfers. */
  TransferApplet: string;
  /** What kind of thing transfers. */
  TechSource: string;
  /** Why it came to nothing. */
  Reason: string;
  /** The reason in other words, if there is one. */
  DetailedReason: string | null;
  /** Who called first. */
  CallerNumber: string;
  /** What was dialled first. */
  TargetNumber: string;
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** A call of the queue was transferred, and somebody answered. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: QueueCallInTransferConnected". */
export interface EnreachDotnetQueueCallInTransferConnected {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'QueueCallInTransferConnected';
  /** What kind of thing was subscribed to. */
  EntityType: 'Queue';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The service queue that the call visited last. */
  QueueId: string;
  /** The organisation. */
  OrganizationId: string;
  /** Its name. */
  QueueName: string;
  /** Who answered: an id or a phone number. */
  ConnectedTarget: string;
  /** The technical queue, which may be another than the service queue. */
  TechQueueId: string;
  /** Its name. */
  TechQueueName: string;
  /** The step of the routing that transfers. */
  TransferApplet: string;
  /** What kind of thing transfers. */
  TechSource: string;
  /** Who called first. */
  CallerNumber: string;
  /** What was dialled first. */
  TargetNumber: string;
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** A call of the queue is being transferred. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: QueueCallInTransferStarted". */
export interface EnreachDotnetQueueCallInTransferStarted {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'QueueCallInTransferStarted';
  /** What kind of thing was subscribed to. */
  EntityType: 'Queue';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** The call; the same in all its events. */
  CallId: string;
  /** The caller’s leg of the call; the same in all its events. */
  LegId: string;
  /** The service queue that the call visited last. */
  QueueId: string;
  /** The organisation. */
  OrganizationId: string;
  /** Its name. */
  QueueName: string;
  /** Where it is sent: an id or a phone number. */
  TransferTarget: string;
  /** Who or what transfers: an id or a phone number. */
  TransferSource: string;
  /** The technical queue, which may be another than the service queue. */
  TechQueueId: string;
  /** Its name. */
  TechQueueName: string;
  /** The step of the routing that transfers. */
  TransferApplet: string;
  /** What kind of thing transfers. */
  TechType: string;
  /** Who called first. */
  CallerNumber: string;
  /** What was dialled first. */
  TargetNumber: string;
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
}
/** How many call, wait and serve in a queue; sent periodically, when it is not what it was. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: QueueStatus". */
export interface EnreachDotnetQueueStatus {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'QueueStatus';
  /** What kind of thing was subscribed to. */
  EntityType: 'Queue';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
  /** The service queue. */
  QueueId: string;
  /** The organisation. */
  OrganizationId: string;
  /** Its name. */
  QueueName: string;
  /** Agents who are signed in and serve the queue. */
  NbrOfProviders: number;
  /** Calls: waiting, allocated and connected. */
  NbrOfRequesters: number;
  /** Agents signed in and not away. */
  NbrOfServingAgentsEstimate: number;
  /** Calls that ring at an agent. */
  NbrOfAllocated: number;
  /** Calls in conversation. */
  NbrOfConnected: number;
  /** Calls that wait. */
  NbrOfQueuingRequesters: number;
  /** Calls that no agent has answered: waiting and allocated. */
  NbrOfNotServedRequesters: number;
  /** Agents who chose to be away. */
  NbrOfAgentsLongTermAway: number;
  /** Agents who are busy with a call or the work after one. */
  NbrOfAgentsShortTermAway: number;
  /** Agents to whom a call could be allocated now. */
  NbrOfAgentsImmediatelyFree: number;
  /** Agents who serve the queue, away or not. */
  NbrOfAgentsCheckedInQueue: number;
  /** Agents in the work after a call. */
  NbrOfAgentsOnWrapUp: number;
  /** Agents who pick calls by hand. */
  NbrOfAgentsOnFetchMode: number;
  /** How long the first in the queue has waited, in seconds (a setting). */
  MaxWaitTime: number;
  /** Whether the queue is open. */
  OpenStatus: 0 | 1 | 2 | 3 | 4 | 5 | 6;
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
}
/** A request to be called back was opened, changed or closed. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "Event: CallbackChanged". */
export interface EnreachDotnetCallbackChanged {
  /** What everything belongs to: an organisation. */
  RootEntityType: 'Organization';
  /** The organisation. */
  RootEntityId: string;
  /** What happened. */
  EventType: 'CallbackChanged';
  /** What kind of thing was subscribed to. */
  EntityType: 'CallList';
  /** What was subscribed to: a user, a queue or a call list. */
  EntityId: string;
  /** How long the message is of interest; -1 is for ever. */
  MessageTTLSeconds: number;
  /** The request. */
  CallBackId: string;
  /** The list that it is on. */
  CallListId: string;
  /** The organisation. */
  OrganizationId: string;
  /** When it changed last. */
  Modified: string;
  /** The user who is to handle it, if any. */
  AssignedUserId: string | null;
  /** The user who tried last, if any. */
  LastAttemptUserId: string | null;
  /** The user who changed it last; null while it is new. */
  LastModifiedUserId: string | null;
  /** What came of the last try: 1 reached, 2 not reached. */
  LastAttemptTypeId: number | null;
  /** Who wants to be called. */
  ContactName: string | null;
  /** The number to call. */
  ContactNumber: string;
  /** What the contact left as a message, if anything. */
  ContactMessage: string | null;
  /** The users’ own notes, if any. */
  Note: string | null;
  /** The queue that it came in through, if any. */
  QueueId: string | null;
  /** The name of what it came in through. */
  ChannelIn: string | null;
  /** When it was opened. */
  CreationTime: string;
  /** Whether this event says that it was opened. */
  Created: boolean;
  /** Whether it is closed. */
  IsClosed: boolean;
  /** The recording, if there is one. */
  RecordingId: string | null;
  /** 1 asked for, 2 overflown call, 3 entered by hand. */
  TypeId: 0 | 1 | 2 | 3;
  /** When it is to be handled, if there is such a time. */
  DueDate: string | null;
  /** The call that it came from, if any. */
  CallId: string | null;
  /** The recording’s transcript, if there is one. */
  TranscriptId: string | null;
  /** How it was classified, if it was. */
  ClassificationId: string | null;
  /** When it closes by itself, if it does. */
  ExpiryDate: string | null;
  /** When it was last tried, if ever. */
  LastAttemptTimestamp: string | null;
  /** The words on the last try, if any. */
  LastAttemptNote: string | null;
  /** Its place among the others. */
  CalculatedPriority: string | null;
  /** When it may be handled at the earliest, if there is such a time. */
  NotBefore: string | null;
  /** Every try so far, the first first. */
  CallbackAttempts:
    | {
        /** Who called back. */
        UserId: string;
        /** When. */
        Timestamp: string;
        /** What came of it: see LastAttemptTypeId. */
        TypeId: number;
        /** The user’s words on it, if any. */
        Note: string | null;
      }[]
    | null;
  /** Further fields, name by name. */
  CallbackExtras:
    | {
        /** What the field is called. */
        Name: string;
        /** What it says, if anything. */
        Value: string | null;
      }[]
    | null;
  /** Other requests that belong to it. */
  CallbackRelatedItems:
    | {
        /** The other request. */
        CallBackId: string;
        /** The list that it is on. */
        CallListId: string;
      }[]
    | null;
  /** The event’s own id. */
  Id: string;
  /** When it happened, UTC, in steps of 100 ns. */
  Timestamp: string;
}
/** An event of an entity. In JSON its names may be in any case. Enreach, "Websocket API (RTE)", section "EntitySubscription". */
export interface EnreachEntitySubscription {
  /** A user’s, a queue’s or a call list’s id. */
  EntityId?: string | null;
  /** An event type, in any case. */
  EventName?: string | null;
}
/** What became of an item. Enreach, "Websocket API (RTE)", section "SubscriptionResult". */
export interface EnreachSubscriptionResult {
  /** Whether there is a subscription now. */
  subscribed: boolean;
  /** Why not, or null. */
  message: string | null;
  /** As it was asked for. */
  entityId: string | null;
  /** As it was asked for, in lower case. */
  eventName: string | null;
}
/** What became of an item. In the names of .NET, as MessagePack has them. Enreach, "Websocket API (RTE)", section "SubscriptionResult". */
export interface EnreachDotnetSubscriptionResult {
  /** Whether there is a subscription now. */
  Subscribed: boolean;
  /** Why not, or null. */
  Message: string | null;
  /** As it was asked for. */
  EntityId: string | null;
  /** As it was asked for, in lower case. */
  EventName: string | null;
}
/** Where the hub is, and the token with which it lets somebody in. Enreach, "Websocket API (RTE)", section "Client authentication". */
export interface EnreachToken {
  /** Where the hub is. */
  WssEndpoint: string;
  /** The JWT with which the hub lets its user connect. It is looked at then only. */
  Token: string;
}
/** Why there is no token. Enreach, "Websocket API (RTE)", section "Client authentication". */
export interface EnreachTokenRefusal {
  /** Why there is no token. */
  message: string;
}
