/** What goes wrong in the demo city, by category: titles with the sentence that a homeowner writes under each. */
export const troubles: Readonly<Record<string, readonly (readonly [title: string, description: string])[]>> =
  {
    plumbing: [
      ['Kitchen sink leaks', 'Water drips from the trap under the sink. A bowl fills in about three hours.'],
      [
        'Toilet keeps running',
        'The cistern never stops filling. The float looks stuck; lifting it by hand helps for a minute.',
      ],
      [
        'Shower drain is blocked',
        'Water stands ankle-deep after five minutes. A plunger and hot water did not help.',
      ],
      [
        'Low pressure in the bathroom',
        'Since Monday the basin and shower only trickle. The kitchen is fine.',
      ],
      [
        'Outside tap burst',
        'It split in the frost and sprays when the stop valve is open. The valve is closed now.',
      ],
    ],
    heating: [
      [
        'No hot water',
        'The boiler shows a pressure of 0.4 bar and an error light. Heating still works upstairs.',
      ],
      [
        'Radiator stays cold',
        'The one in the living room is cold at the bottom; bleeding it brought no air.',
      ],
      [
        'Boiler makes a banging noise',
        'Loud knocks when it starts, since about two weeks, mostly in the morning.',
      ],
      ['Thermostat display is dead', 'New batteries made no difference. The heating now runs all the time.'],
    ],
    cooling: [
      ['Air conditioner drips inside', 'Water runs down the wall below the unit after an hour of cooling.'],
      ['Fan of the outdoor unit rattles', 'It rattles so loudly that the neighbours complained.'],
    ],
    electrical: [
      [
        'Half of the sockets are dead',
        'The breaker trips again as soon as I switch it on. Nothing is plugged in.',
      ],
      ['Light flickers in the hall', 'New bulb, same flicker. The switch feels warm.'],
      ['Doorbell and intercom silent', 'No sound upstairs or downstairs since the storm.'],
    ],
    roofing: [
      [
        'Roof leaks over the stairs',
        'A brown stain grows on the ceiling after each rain. There is a missing tile above it.',
      ],
      ['Gutter hangs loose', 'The bracket came out of the board and water runs down the front wall.'],
      ['Skylight is fogged and damp', 'Condensation between the panes, and the frame is soft at one corner.'],
    ],
    structural: [
      [
        'Crack above the bedroom window',
        'About 4 mm wide, from the corner of the window to the ceiling, longer than last winter.',
      ],
      ['Floor sags in the kitchen', 'The boards give near the back door. A marble rolls to that corner.'],
      [
        'Plaster came off the ceiling',
        'A piece the size of a plate fell in the hall; more of it sounds hollow.',
      ],
    ],
    'windows-doors': [
      ['Front door does not lock', 'The key turns but the bolt does not move. We use the chain at night.'],
      ['Window pane is broken', 'A ball hit it. It is taped up for now. About 60 by 90 cm, double glazed.'],
      ['Balcony door jams', 'It scrapes on the sill and needs two people to close.'],
    ],
    appliance: [
      ['Dishwasher does not drain', 'Error E24. Filter is clean, the hose has no kink.'],
      ['Oven heats unevenly', 'The left side burns, the right side stays raw. It is eight years old.'],
      ['Washing machine leaks at the door', 'The rubber is torn at the bottom. A towel a wash.'],
    ],
    pest: [
      ['Wasps under the eaves', 'A nest as big as a football above the nursery window.'],
      ['Mice in the pantry', 'Droppings behind the flour, and a hole by the water pipe.'],
    ],
    mould: [
      [
        'Mould behind the wardrobe',
        'Black spots on the outer wall, a square metre or so. We air twice a day.',
      ],
      [
        'Bathroom ceiling turns black',
        'The fan runs but does not seem to draw. It came back after cleaning.',
      ],
    ],
    landscaping: [
      ['Branch fell on the fence', 'Two panels are down and the branch still leans on the third.'],
      ['Path has sunk by the steps', 'A slab dropped by 5 cm; my mother tripped on it.'],
    ],
    other: [
      ['Letter box was forced open', 'The lid is bent and does not close any more.'],
      [
        'Strange smell in the cellar',
        'Sweet and stale, strongest near the old oil tank. The tank is said to be empty.',
      ],
    ],
  };
